import { get, type IncomingMessage } from "node:http";
import { embeddedUrl } from "@/server/postgres-paths";
import { type Candor, startCandor } from "./candor";
import { atLeast, type Figure } from "./figure";
import { fillCandor, usual } from "./filled";
import { type Copied, startNginx } from "./nginx";
import type { Part, Stage } from "./part";
import { answering, freePort, launch, node } from "./program";
import { type Compared, compare, type Server } from "./wrk";

const rounds = 5;
const seconds = 4;

export const front: Part = {
  name: "front",
  about: "/ from the front, wrk -t1 -c64, gzip; servers on one core, wrk on the other; medians of 5 runs in turn",
  seconds: 150,
  async run(stage) {
    const candor = await startCandor(stage);
    await fillCandor(stage, candor, usual);
    const servers = {
      candor: { url: `${candor.url}/`, pid: candor.program.pid },
      nginx: await startNginx(stage, await copied(candor.url)),
      next: await startNext(stage, candor),
    };
    return figures(await compare(stage, servers, { rounds, seconds }));
  },
};

function figures({ candor, nginx, next }: Record<"candor" | "nginx" | "next", Compared>): Figure[] {
  const ofNginx = candor.perSecond / nginx.perSecond;
  const ofNext = candor.perSecond / next.perSecond;
  const per = (key: keyof Compared) => [
    { of: "nginx", value: nginx[key] },
    { of: "Next", value: next[key] },
  ];
  return [
    { what: "answers a second", value: candor.perSecond, unit: "/s", beside: per("perSecond") },
    { what: "of nginx", value: ofNginx, unit: "×", reach: atLeast(ofNginx, 0.6, "0.6") },
    { what: "of Next rendering each time", value: ofNext, unit: "×", reach: atLeast(ofNext, 50, "50") },
    { what: "computing for an answer", value: candor.microseconds, unit: "µs", beside: per("microseconds") },
    { what: "99 % of answers within", value: candor.p99, unit: "ms", beside: per("p99") },
    { what: "failed", value: candor.failed, unit: "answers", beside: per("failed") },
  ];
}

async function copied(url: string): Promise<Copied> {
  const [html, gzip] = [await raw(url), await raw(url, { "accept-encoding": "gzip" })];
  const headers = Array.from({ length: gzip.headers.length / 2 }, (_, index): [string, string] => [
    gzip.headers[index * 2] ?? "",
    gzip.headers[index * 2 + 1] ?? "",
  ]);
  return { html: html.body, gzip: gzip.body, headers };
}

/** As it is sent: fetch would decode it. */
function raw(url: string, headers: Record<string, string> = {}): Promise<{ body: Buffer; headers: string[] }> {
  return new Promise((resolve, reject) => {
    get(url, { headers }, (answer: IncomingMessage) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.once("end", () => resolve({ body: Buffer.concat(chunks), headers: answer.rawHeaders }));
    }).once("error", reject);
  });
}

async function startNext(stage: Stage, { dataDir }: Candor): Promise<Server> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  const env = {
    PORT: String(port),
    DATA_DIR: stage.folder("next"),
    DATABASE_URL: embeddedUrl(dataDir),
    AUTH_SECRET: "a secret of at least thirty-two characters",
  };
  const program = launch(stage, [...node, "tests/bench/next-alone.ts"], { core: "server", env });
  await answering(url, program, (html) => html.includes("Larkspur"));
  return { url, pid: program.pid };
}
