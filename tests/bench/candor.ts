import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Stage } from "./part";
import { answering, freePort, launch, node, type Program } from "./program";

export const owner = { email: "ana@example.com", password: "correct horse battery" };

/** A built Candor on the servers' core, with what it runs beside it. */
export type Candor = { url: string; dataDir: string; program: Program; postmasterPid: () => number };

type Start = { dataDir?: string; env?: Record<string, string>; flags?: string[] };

/** Resolves when it serves; it ends with the part. */
export async function startCandor(stage: Stage, { dataDir, env = {}, flags = [] }: Start = {}): Promise<Candor> {
  const port = await freePort();
  const folder = dataDir ?? stage.folder("data");
  const own = { PORT: String(port), DATA_DIR: folder, OWNER_EMAIL: owner.email, OWNER_PASSWORD: owner.password };
  const program = launch(stage, [...node, ...flags, "server.ts"], { core: "server", env: { ...own, ...env } });
  // Not by name: what is to be measured is one connection after the other to the same address.
  const url = `http://127.0.0.1:${port}`;
  await answering(`${url}/`, program);
  return {
    url,
    dataDir: folder,
    program,
    postmasterPid: () => Number.parseInt(readFileSync(join(folder, "postgres", "postmaster.pid"), "utf8"), 10),
  };
}

/** Resolves when the status page says so. */
export function says(candor: Candor, words: string): Promise<void> {
  return answering(`${candor.url}/`, candor.program, (html) => html.includes(words));
}
