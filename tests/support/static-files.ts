import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";

const types: Record<string, string> = { ".html": "text/html", ".js": "text/javascript", ".svg": "image/svg+xml" };

/** The plainest server of files there is: it knows their types, and sends no header of its own. */
export async function serveFiles(folder: string): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer(async ({ url = "/" }, response) => {
    const path = url.split("?", 1)[0] ?? "/";
    const name = extname(path) === "" ? join(path, "index.html") : path;
    const found = await readFile(join(folder, name)).catch(() => null);
    const bytes = found ?? (await readFile(join(folder, "404.html")));
    const type = found ? (types[extname(name)] ?? "application/octet-stream") : "text/html";
    response.writeHead(found ? 200 : 404, { "Content-Type": type }).end(bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return { url: `http://127.0.0.1:${port}`, close };
}
