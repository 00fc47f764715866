import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Skipped, type Stage } from "./part";
import { answering, freePort, launch } from "./program";
import type { Server } from "./wrk";

const path = "/usr/sbin/nginx";

export const hasNginx = () => existsSync(path);

/** An answer of another server as a file, with its gzipped twin and the headers that it came with. */
export type Copied = { html: Buffer; gzip: Buffer; headers: [name: string, value: string][] };

/** What nginx writes itself, or what would be there twice. */
const own = /^(?:content-(?:type|length|encoding)|etag|vary|date|connection|keep-alive|last-modified)$/i;

/**
 * nginx with one worker, serving those bytes from disk as it is set by default, but without a log of accesses; it says
 * the same headers, so that both send about as much.
 */
export async function startNginx(stage: Stage, { html, gzip, headers }: Copied): Promise<Server> {
  if (!hasNginx()) throw new Skipped("There is no nginx on this machine.");
  const folder = stage.folder("nginx");
  // The worker of an nginx that root starts is another user.
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, "pages"));
  writeFileSync(join(folder, "pages", "index.html"), html);
  writeFileSync(join(folder, "pages", "index.html.gz"), gzip);
  const port = await freePort();
  writeFileSync(join(folder, "nginx.conf"), configuration(folder, port, headers));
  const program = launch(stage, [path, "-p", folder, "-c", join(folder, "nginx.conf")], { core: "server" });
  const url = `http://127.0.0.1:${port}/`;
  await answering(url, program);
  return { url, pid: workerOf(program.pid) };
}

function configuration(folder: string, port: number, headers: Copied["headers"]): string {
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  const added = headers.filter(([name]) => !own.test(name)).map(([name, value]) => `add_header ${name} "${value}";`);
  return `
    daemon off; worker_processes 1; pid ${folder}/pid; error_log stderr;
    events { worker_connections 1024; }
    http {
      ${temporary.map((name) => `${name}_temp_path ${folder}/${name};`).join(" ")}
      access_log off; sendfile on; tcp_nopush on; gzip_static on; gzip_vary on;
      types { text/html html; } charset utf-8; keepalive_requests 10000000;
      server { listen 127.0.0.1:${port}; root ${folder}/pages; ${added.join(" ")} }
    }`;
}

function workerOf(pid: number): number {
  return Number(readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ")[0]);
}
