// Stands for Cloudflare: `node worker-host.ts PORT PRODUCT CANDOR` runs the Worker on a route before the product.
import { createServer, request as send } from "node:http";
import { Readable } from "node:stream";

const [port, product, candor] = process.argv.slice(2);
const kept = new Map<string, { response: Response; until: number }>();

/** Cloudflare's cache as it is documented: GET only, never longer than max-age, and nothing that is not a 2xx. */
const cache = {
  async put(key: Request, response: Response) {
    const maxAge = Number(/max-age=(\d+)/.exec(response.headers.get("cache-control") ?? "")?.[1] ?? 0);
    if (key.method !== "GET" || response.status >= 300 || response.headers.has("set-cookie")) throw new TypeError();
    kept.set(key.url, { response, until: Date.now() + maxAge * 1_000 });
  },
  async match(key: Request) {
    const found = kept.get(key.url);
    return found && found.until >= Date.now() ? found.response.clone() : undefined;
  },
};
Object.assign(globalThis, { caches: { default: cache } });
const { default: worker } = await import("../../deploy/holding/cloudflare/worker.js");

/** Cloudflare's own time for an answer of the product is 100 s; then the Worker gets a 524. */
const patienceMs = 2_000;
const direct = globalThis.fetch;
globalThis.fetch = async (input, init) => {
  if (!(input instanceof Request)) return direct(input, init);
  const signal = AbortSignal.timeout(patienceMs);
  return new Promise((resolve) => {
    const url = new URL(input.url);
    const asked = send(`http://127.0.0.1:${product}${url.pathname}${url.search}`, {
      method: input.method,
      headers: Object.fromEntries(input.headers),
    });
    const late = () => resolve(new Response("524", { status: 524 }));
    signal.addEventListener("abort", late);
    asked.once("error", () => resolve(new Response("521", { status: 521 })));
    asked.once("response", (answer) => {
      const headers = new Headers(Object.entries(answer.headers).map(([name, value]) => [name, String(value)]));
      resolve(new Response(Readable.toWeb(answer) as ReadableStream, { status: answer.statusCode ?? 500, headers }));
    });
    if (input.body) Readable.fromWeb(input.body as never).pipe(asked);
    else asked.end();
  });
};

createServer(async (incoming, outgoing) => {
  const headers = new Headers(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]));
  headers.set("cf-connecting-ip", incoming.socket.remoteAddress ?? "");
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const body = chunks.length > 0 ? { body: Buffer.concat(chunks) } : {};
  const request = new Request(`http://app.example.com${incoming.url}`, { method: incoming.method, headers, ...body });
  const environment = { CANDOR_HOLDING: `http://127.0.0.1:${candor}/holding/app` };
  const answer: Response = await worker.fetch(request, environment, { waitUntil: () => undefined });
  outgoing.writeHead(answer.status, Object.fromEntries(answer.headers));
  if (answer.body) Readable.fromWeb(answer.body as never).pipe(outgoing);
  else outgoing.end();
}).listen(Number(port), "127.0.0.1");
