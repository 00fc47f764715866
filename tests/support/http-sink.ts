import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

export type Taken = { path: string; headers: IncomingHttpHeaders; body: string };

export type HttpSink = {
  url: string;
  /** What came, in order. */
  taken: Taken[];
  /** The statuses to answer with next; 204 after them. */
  answers: number[];
  close: () => Promise<void>;
};

/** A real server that keeps what is posted to it. */
export async function httpSink(): Promise<HttpSink> {
  const taken: Taken[] = [];
  const answers: number[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    taken.push({ path: request.url ?? "", headers: request.headers, body: Buffer.concat(chunks).toString() });
    response.writeHead(answers.shift() ?? 204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return { url: `http://127.0.0.1:${port}`, taken, answers, close };
}
