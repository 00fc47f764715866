import { type IncomingHttpHeaders, request } from "node:http";
import { runScript } from "./script";

export type Held = { status: number; headers: IncomingHttpHeaders; body: string };

export const browserAccept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
export const browserAgent =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36";

type Asked = { method?: string; headers?: Record<string, string>; body?: Buffer };

/** Asks without a client's own manners: whatever the host, the headers and the path are. */
export function held(url: string, path: string, { method = "GET", headers = {}, body }: Asked = {}): Promise<Held> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const asking = request({ hostname, port, path, method, headers, agent: false }, async (answer) => {
      const chunks: Buffer[] = [];
      for await (const chunk of answer) chunks.push(chunk);
      resolve({
        status: answer.statusCode ?? 0,
        headers: answer.headers,
        body: Buffer.concat(chunks).toString(),
      });
    });
    asking.on("error", reject);
    asking.end(body);
  });
}

/** Has the story tell something beside a Candor that serves; gives back the ids that came of it. */
export function tell(dataDir: string, what: string, ...ids: string[]): Promise<string[]> {
  return tellWith({ DATA_DIR: dataDir }, what, ...ids);
}

/** The same, for a Candor with other settings. */
export async function tellWith(env: Record<string, string>, what: string, ...ids: string[]): Promise<string[]> {
  const script = runScript("tests/runtime/holding-story.ts", [what, ...ids], env);
  const code = await script.ended;
  const told = script.lines.find((line) => line.startsWith("told"));
  if (code !== 0 || told === undefined) throw new Error(`The story of ${what} could not be told:\n${script.output()}`);
  return told.split(" ").slice(1).filter(Boolean);
}
