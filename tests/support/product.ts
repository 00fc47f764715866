// A product to stand behind a proxy: `node product.ts PORT`. What it answers is told by the path.
import { createHash } from "node:crypto";
import { createServer } from "node:http";

const own = { "content-type": "text/plain", "x-product": "yes", "set-cookie": "seen=1", "cache-control": "max-age=9" };

const server = createServer(async (request, response) => {
  const [, kind, value] = (request.url ?? "/").split("/");
  if (kind === "status") return response.writeHead(Number(value), own).end(`the product's own ${value}`);
  if (kind === "silent") return;
  if (kind === "stream") {
    response
      .writeHead(200, { "content-type": "text/event-stream", "x-accel-buffering": "no" })
      .write("data: first\n\n");
    setTimeout(() => response.end("data: last\n\n"), 1_500);
    return;
  }
  const hash = createHash("sha256");
  for await (const chunk of request) hash.update(chunk);
  if (kind === "upload") return response.end(hash.digest("hex"));
  if (kind === "taken") return response.writeHead(503, own).end("taken, and then refused");
  response.writeHead(200, { ...own, "content-type": "text/html" });
  response.end("<!doctype html><title>Harvest</title><h1>Harvest</h1><p>This week: 31.5 hours</p>");
});

/** Enough of a WebSocket: it is opened, and what comes back is what was sent. */
server.on("upgrade", (_request, socket) => {
  socket.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
  socket.pipe(socket);
});

server.listen(Number(process.argv[2]), "127.0.0.1", () => console.log("The product serves"));
