import { once } from "node:events";
import { connect } from "node:net";
import { expect } from "vitest";

export const browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

export type Seen = {
  status: number;
  mode: string | null;
  type: string;
  retryAfter: string | null;
  caching: string | null;
  text: string;
};

/** What a visitor gets; a browser's page unless `accept` says otherwise. */
export async function visit(url: string, accept = browser, more: RequestInit = {}): Promise<Seen> {
  const answer = await fetch(url, { ...more, headers: { ...more.headers, accept }, redirect: "manual" });
  const header = (name: string) => answer.headers.get(name);
  return {
    status: answer.status,
    mode: header("x-status-mode"),
    type: header("content-type") ?? "",
    retryAfter: header("retry-after"),
    caching: header("cache-control"),
    text: await answer.text(),
  };
}

const neutral = { status: 503, mode: "unknown", retryAfter: "60", caching: "no-store" };

/** The neutral page, which promises nothing and claims no cause. */
export function expectNeutral(seen: Seen): void {
  expect(seen).toMatchObject(neutral);
  expect(seen.text).toMatch(/can’t be reached right now/);
  expect(seen.text).not.toMatch(/mainten|schedul|planned|outage|incident|problem|error|soon|working on|sorry/i);
}

/** A WebSocket to the product is opened, and carries both ways. */
export async function expectWebSocket(url: string): Promise<void> {
  const { host, port } = new URL(url);
  const socket = connect(Number(port), "127.0.0.1");
  socket.write(`GET /socket HTTP/1.1\r\nHost: ${host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n`);
  const [opened] = await once(socket, "data");
  expect(String(opened)).toMatch(/^HTTP\/1\.1 101 /);
  socket.write("is anybody there?");
  const [echoed] = await once(socket, "data");
  expect(String(echoed)).toBe("is anybody there?");
  socket.destroy();
}

/** Lets time pass for a proxy, whose clock is not ours. */
export function pass(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
