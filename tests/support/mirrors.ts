import { chmodSync, cpSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { freePort, newDataDir } from "./candor";
import { held } from "./holding-asked";
import { replaced, startNginx } from "./nginx";

const deploy = "deploy/mirror/nginx";

/** Lets the user of another server read the copies, as the README says, though not who else is in the group here. */
export function openFolder(dataDir: string): void {
  chmodSync(dataDir, 0o711);
}

/** The configuration as it stands, but for ports and folders, before a Candor at `port` whose data is in `dataDir`. */
export async function nginxBeforeCandor(port: number, dataDir: string) {
  const listen = await freePort();
  const folder = newDataDir("mirror-nginx");
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, "candor"));
  cpSync(join(deploy, "copy.conf"), join(folder, "candor", "copy.conf"));
  cpSync("/etc/nginx/mime.types", join(folder, "mime.types"));
  const site = replaced(readFileSync(join(deploy, "candor.conf"), "utf8"), [
    ["listen 80;", `listen 127.0.0.1:${listen};`],
    ["127.0.0.1:3000", `127.0.0.1:${port}`],
    ["/var/lib/candor/editions", join(dataDir, "editions")],
  ]);
  const configuration = `worker_processes 1; events {}\nhttp { include mime.types;\n${site}\n}`;
  const program = await startNginx(folder, configuration, listen);
  return { url: `http://127.0.0.1:${listen}`, errors: program.output };
}

export type Asked = {
  path: string;
  status: number;
  mode: string | undefined;
  isCopy: boolean;
  ms: number;
  text: string;
};

/** Asks by a connection of its own; what can't be had at all has status 0. */
export async function ask(
  url: string,
  path: string,
  headers: Record<string, string> = {},
  method = "GET",
): Promise<Asked> {
  const begun = performance.now();
  const answer = await held(url, path, { method, headers }).catch(() => null);
  return {
    path,
    status: answer?.status ?? 0,
    mode: answer?.headers["x-status-mode"] as string | undefined,
    isCopy: answer?.headers["x-candor-copy"] === "yes",
    ms: performance.now() - begun,
    text: answer?.body ?? "",
  };
}

/** Readers who each ask again a moment after an answer, until they are called off. */
export function readersOf(url: string, paths: string[], headers: Record<string, string> = {}) {
  const seen: Asked[] = [];
  let on = true;
  const read = async (path: string) => {
    while (on) {
      seen.push(await ask(url, path, headers));
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const all = Promise.all(paths.map(read));
  const end = async () => {
    on = false;
    await all;
    return seen;
  };
  return { seen, end };
}
