import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Stage } from "./part";

/** What one request cost on the wire, its head included, in bytes. */
export type Passed = { path: string; status: number; coding: string; bytes: number };

/** Passes everything on and counts it, so that nothing a browser asks for is missed. */
export async function countingProxy(stage: Stage, target: string): Promise<{ url: string; passed: Passed[] }> {
  const passed: Passed[] = [];
  const pass = (asked: IncomingMessage, response: ServerResponse) => {
    const { method, headers, url = "/" } = asked;
    const before = response.socket?.bytesWritten ?? 0;
    const sent = request(new URL(url, target), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(response);
      const { socket } = response;
      response.once("finish", () => {
        const coding = String(answer.headers["content-encoding"] ?? "identity");
        const bytes = (socket?.bytesWritten ?? 0) - before;
        passed.push({ path: url, status: answer.statusCode ?? 0, coding, bytes });
      });
    });
    sent.once("error", () => response.destroy());
    asked.pipe(sent);
  };
  const server = createServer(pass);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  stage.atEnd(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://localhost:${(server.address() as AddressInfo).port}`, passed };
}
