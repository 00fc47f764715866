import { chmodSync, cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePort, newDataDir } from "./candor";
import { listening, runProgram } from "./proxied";

export const nginx = "/usr/sbin/nginx";
const deploy = "deploy/holding";
const module = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];

export type Replaced = [what: string | RegExp, by: string][];

/** Each line that a reader is told to change must be there to be changed. */
export function replaced(text: string, changes: Replaced): string {
  return changes.reduce((before, [what, by]) => {
    const pattern = typeof what === "string" ? what : new RegExp(what, "gm");
    if (before.split(pattern).length < 2) throw new Error(`There is no ${what} to change`);
    return before.replaceAll(pattern, () => by);
  }, text);
}

/** The folder that a reader makes from `deploy/holding`, below one that is ours. */
export async function nginxFolder(): Promise<string> {
  const folder = newDataDir("holding-nginx");
  // The workers of an nginx that root starts are another user.
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, "candor"));
  const inner = await freePort();
  for (const name of ["candor-http.conf", "candor-server.conf", "candor-answer.conf"]) {
    const text = readFileSync(join(deploy, "nginx", name), "utf8");
    const here = text
      .replaceAll("/etc/nginx/candor", `${folder}/candor`)
      .replaceAll("/var/cache", folder)
      .replaceAll("127.0.0.1:8398", `127.0.0.1:${inner}`);
    writeFileSync(join(folder, "candor", name), here);
  }
  for (const name of ["neutral.html", "neutral.json"]) cpSync(join(deploy, name), join(folder, "candor", name));
  cpSync("/etc/nginx/mime.types", join(folder, "mime.types"));
  return folder;
}

/** Starts nginx on a configuration of ours, in the foreground and with folders of its own. */
export async function startNginx(folder: string, configuration: string, port: number) {
  const temporary = module.map((name) => `${name}_temp_path ${folder}/${name};`).join(" ");
  const own = configuration.replace("http {", `http { access_log off; ${temporary}`);
  writeFileSync(join(folder, "nginx.conf"), `daemon off; pid ${folder}/pid; error_log stderr;\n${own}`);
  const program = await runProgram(nginx, ["-p", folder, "-c", join(folder, "nginx.conf")]);
  await listening(port, program);
  return program;
}
