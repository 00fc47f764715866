import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually, freePort, newDataDir, type RunningCandor, startCandor } from "../support/candor";
import { submitForm } from "../support/plain-form";

const nginx = "/usr/sbin/nginx";
const email = "ada@example.com";
const password = "a password of no use elsewhere";

type Site = { url: string; candor: RunningCandor; proxy: ChildProcess };

/** A Candor behind an nginx that passes requests on and says no more than whom they come from. */
async function behindNginx(env: Record<string, string>): Promise<Site> {
  const url = `http://localhost:${await freePort()}`;
  const candor = await startCandor({
    env: { SITE_URL: url, OWNER_EMAIL: email, OWNER_PASSWORD: password, ...env },
  });
  const folder = newDataDir("nginx");
  for (const name of ["body", "proxy", "fastcgi", "uwsgi", "scgi"]) mkdirSync(join(folder, name));
  writeFileSync(
    join(folder, "nginx.conf"),
    `daemon off; worker_processes 1; pid ${folder}/pid; error_log stderr;
    events {}
    http {
      access_log off;
      client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/fastcgi;
      uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
      server {
        listen 127.0.0.1:${new URL(url).port};
        location / {
          proxy_pass ${candor.url.replace("localhost", "127.0.0.1")};
          proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
        }
      }
    }`,
  );
  const proxy = spawn(nginx, ["-p", folder, "-c", join(folder, "nginx.conf")], { stdio: "ignore" });
  await eventually(
    () => fetch(url).then(({ status }) => status),
    (status) => status === 200,
  );
  return { url, candor, proxy };
}

async function end({ candor, proxy }: Site): Promise<void> {
  const ended = new Promise((resolve) => proxy.once("close", resolve));
  proxy.kill("SIGQUIT");
  await ended;
  await candor.stop();
}

/** Posts the sign-in form as a browser without JavaScript does. */
function signIn(url: string, given: string, headers: Record<string, string> = {}): Promise<Response> {
  return submitForm(`${url}/staff/sign-in`, { values: { email, password: given }, headers });
}

/** How long seven wrong passwords take, each said to come from somewhere else, in ms. */
async function wrongTries(url: string): Promise<number> {
  const begun = performance.now();
  for (let host = 1; host <= 7; host++)
    await (await signIn(url, "a wrong password", { "x-forwarded-for": `198.51.100.${host}` })).text();
  return performance.now() - begun;
}

/** What the last four of seven tries from one address wait. */
const slowedMs = 250 + 500 + 1_000 + 2_000;

// Where nginx can't be installed, the run says so at its end.
describe.skipIf(!existsSync(nginx))("behind an nginx with a plain proxy_pass", () => {
  let site: Site;
  beforeAll(async () => {
    site = await behindNginx({});
  });
  afterAll(() => end(site));

  test("the page answers, and the sign-in form is taken", async () => {
    expect(await (await fetch(site.url)).text()).toContain("<main");
    const answer = await signIn(site.url, password);
    expect(answer.status).toBe(303);
    expect(new URL(answer.headers.get("location") ?? "", site.url).href).toBe(`${site.url}/staff`);
    const cookie = answer.headers.get("set-cookie")?.split(";")[0] ?? "";
    const start = await fetch(`${site.url}/staff`, { headers: { cookie }, redirect: "manual" });
    expect(start.headers.get("location") ?? "").not.toContain("sign-in");
  });

  test("a form that another site sends is not taken", async () => {
    const answer = await signIn(site.url, password, { origin: "https://evil.example" });
    expect(answer.headers.get("set-cookie")).toBeNull();
    expect(answer.status).toBeGreaterThanOrEqual(400);
  });

  test("what it says of the reader's address is not believed, so that nobody guesses faster by it", async () => {
    expect(await wrongTries(site.url)).toBeGreaterThan(slowedMs);
  });

  test("and is believed when TRUSTED_PROXIES names it", async () => {
    const trusting = await behindNginx({ TRUSTED_PROXIES: "127.0.0.1" });
    expect(await wrongTries(trusting.url)).toBeLessThan(slowedMs);
    await end(trusting);
  });
});
