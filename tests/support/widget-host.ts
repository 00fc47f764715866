import { readFileSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import type { CandorStatus } from "@/components/widget/widget";

export type Served = { url: string; close: () => Promise<void> };

async function served(listener: RequestListener, host: string): Promise<Served> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return { url: `http://${host}:${(server.address() as AddressInfo).port}`, close };
}

/** What a host must allow, and nothing besides: no inline style or script, and no markup from strings. */
export function strictPolicy(status: string): string {
  return [
    "default-src 'none'",
    `script-src ${status} 'self'`,
    `connect-src ${status}`,
    "style-src 'self'",
    `frame-src ${status}`,
    `img-src ${status}`,
    "require-trusted-types-for 'script'",
  ].join("; ");
}

export type Host = {
  body: string;
  css?: string;
  script?: string;
  policy?: string;
  attributes?: string;
  isolated?: boolean;
};

/** The page of a product, on another site than the status. */
export function productPage({
  body,
  css = "",
  script = "",
  policy,
  attributes = "",
  isolated = false,
}: Host): Promise<Served> {
  const html = `<!doctype html><html lang="en" ${attributes}><head><title>Shop</title>
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <link rel="stylesheet" href="/host.css"></head><body>${body}<script src="/host.js"></script></body></html>`;
  return served((request, response) => {
    const [type, text] =
      request.url === "/host.css"
        ? ["text/css", css]
        : request.url === "/host.js"
          ? ["text/javascript", script]
          : ["text/html", html];
    response.writeHead(200, {
      "Content-Type": type,
      ...(policy ? { "Content-Security-Policy": policy } : {}),
      ...(isolated ? { "Cross-Origin-Embedder-Policy": "require-corp" } : {}),
    });
    response.end(text);
  }, "127.0.0.1");
}

export type StatusHost = Served & {
  /** What it answers to who asks for the status. */
  answer: RequestListener;
  /** How often it was asked. */
  asked: number;
  /** How long its script takes. */
  scriptMs: number;
};

/** A status host that misbehaves as it is told. */
export async function statusHost(): Promise<StatusHost> {
  const script = readFileSync("generated/widget.js");
  const host: StatusHost = {
    answer: (_, response) => void response.writeHead(503).end(),
    asked: 0,
    scriptMs: 0,
    ...(await served((request, response) => {
      if (request.url?.startsWith("/widget")) {
        response.writeHead(200, { "Content-Type": "text/javascript", "Access-Control-Allow-Origin": "*" });
        setTimeout(() => response.end(script), host.scriptMs);
        return;
      }
      host.asked++;
      host.answer(request, response);
    }, "localhost")),
  };
  return host;
}

/** As Candor sends it; `headers` come on top. */
export function telling(status: CandorStatus | string, headers: Record<string, string> = {}): RequestListener {
  return (_, response) => {
    const open = { "Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "Age, Date, ETag" };
    response.writeHead(200, { "Content-Type": "application/json", ...open, ...headers });
    response.end(typeof status === "string" ? status : JSON.stringify(status));
  };
}
