import { createHash } from "node:crypto";
import { get } from "node:http";
import { connect } from "node:net";
import { brotliDecompressSync, gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually, launchCandor, newDataDir, type RunningCandor, startCandor } from "../support/candor";
import { browserAccept, browserAgent, held, tell } from "../support/holding-asked";
import { type HttpSink, httpSink } from "../support/http-sink";

const apiToken = "a-token-for-tests-of-no-use-elsewhere";
const owner = { OWNER_EMAIL: "ada@example.com", OWNER_PASSWORD: "a password of no use elsewhere" };
const html = { accept: browserAccept };

let sink: HttpSink;
let candor: RunningCandor;
let web: string;
let mail: string;

beforeAll(async () => {
  sink = await httpSink();
  const ALERT_WEBHOOK_URL = `${sink.url}/hook?key=s3cret`;
  const env = { SITE_URL: "https://status.example.com", API_TOKEN: apiToken, ALERT_WEBHOOK_URL, ...owner };
  candor = await startCandor({ env });
  [web = "", mail = ""] = await tell(candor.dataDir, "product");
  await mode("unknown", "web-app");
});
afterAll(async () => {
  await candor.stop();
  await sink.close();
});

const page = (path: string, headers: Record<string, string> = {}) =>
  held(candor.url, path, { headers: { ...html, ...headers } });

/** Says it on a bare connection: what comes back at first and after how long, and when the connection was closed. */
function spoken(words: string): Promise<{ text: string; ms: number; closed: Promise<number> }> {
  const begun = performance.now();
  const { hostname, port } = new URL(candor.url);
  const socket = connect(Number(port), hostname, () => socket.write(words));
  const since = () => performance.now() - begun;
  const closed = new Promise<number>((resolve) => socket.once("close", () => resolve(since())));
  socket.on("error", () => undefined);
  return new Promise((resolve) => socket.once("data", (data) => resolve({ text: String(data), ms: since(), closed })));
}

/** Waits until Candor has read what was told. */
const mode = (wanted: string, component = "web-app") =>
  eventually(
    () => held(candor.url, `/holding/${component}`),
    ({ headers, body }) => headers["x-status-mode"] === wanted && body.includes('"component"'),
  );

describe("with nothing posted", () => {
  test.each([
    "/holding",
    "/holding/",
    "/holding/web-app",
    "/holding/web-app/",
    "/holding/web-app/any/path?a=b",
    "/holding/NO-SUCH-THING",
    "/holding/%E0%A4%A",
    "/holding/..%2f..%2fetc",
    "/holding?x=1",
  ])("%s is a 503 that claims nothing", async (path) => {
    const { status, headers, body } = await page(path);
    expect(status).toBe(503);
    expect(headers).toMatchObject({
      "x-status-mode": "unknown",
      "retry-after": "60",
      "cache-control": "max-age=5, stale-if-error=600",
      vary: "Accept, Accept-Encoding",
      "content-type": "text/html; charset=utf-8",
    });
    expect(body).toContain("can’t be reached right now");
    expect(body).toMatch(/No work on .+ was announced for this time\./);
    expect(body).toContain('<a href="https://status.example.com/">status.example.com</a>');
    expect(body).not.toMatch(/maintenance|schedul|working on|looking into|investigat/i);
  });

  test.each(["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"])("%s gets it", async (method) => {
    const { status, headers, body } = await held(candor.url, "/holding/web-app/login", { method, headers: html });
    expect(status).toBe(503);
    expect(headers["x-status-mode"]).toBe("unknown");
    expect(body).toContain("<!doctype html>");
  });

  test("HEAD gets its headers, and no body", async () => {
    const { status, headers, body } = await held(candor.url, "/holding/web-app", { method: "HEAD", headers: html });
    expect(status).toBe(503);
    expect(Number(headers["content-length"])).toBeGreaterThan(1000);
    expect(body).toBe("");
  });

  test("whatever is sent with it is thrown away", async () => {
    const body = Buffer.alloc(24 * 1024 * 1024, "x");
    const answer = await held(candor.url, "/holding/web-app/upload", { method: "POST", headers: html, body });
    expect(answer.status).toBe(503);
  });

  test("who never ends sending is answered all the same, and let go", async () => {
    const endless = "POST /holding/web-app HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000000\r\n\r\nfirst";
    const { text, ms, closed } = await spoken(endless);
    expect(text).toMatch(/^HTTP\/1\.1 503 /);
    expect(ms).toBeLessThan(1_000);
    expect(await closed).toBeLessThan(15_000);
  });

  test("who names the whole address, as to a proxy, gets it too", async () => {
    const { text } = await spoken("GET http://evil.example/holding/web-app?a HTTP/1.1\r\nHost: a\r\n\r\n");
    expect(text).toMatch(/^HTTP\/1\.1 503 /);
    expect(text).toContain("X-Status-Mode: unknown");
    expect(text).not.toContain("evil");
  });

  test.each([
    [browserAccept, "text/html; charset=utf-8"],
    ["text/html", "text/html; charset=utf-8"],
    ["application/xhtml+xml, */*;q=0.1", "text/html; charset=utf-8"],
    ["application/json", "application/problem+json"],
    ["application/json, text/plain, */*", "application/problem+json"],
    ["application/json, text/html;q=0.5", "application/problem+json"],
    ["*/*", "application/problem+json"],
    ["image/avif,image/webp,*/*;q=0.8", "application/problem+json"],
    ["text/plain", "application/problem+json"],
    ["text/html;q=0", "application/problem+json"],
    ["nonsense;;;,", "application/problem+json"],
  ])("who accepts %s gets %s", async (accept, type) => {
    expect((await held(candor.url, "/holding", { headers: { accept } })).headers["content-type"]).toBe(type);
  });

  test("programs get problem details", async () => {
    const { body } = await held(candor.url, "/holding/web-app");
    expect(JSON.parse(body)).toMatchObject({
      type: "urn:candor:holding:unknown",
      title: "Web app can’t be reached right now",
      status: 503,
      mode: "unknown",
      retryAfter: 60,
      component: { id: web, name: "Web app" },
      statusPage: "https://status.example.com/",
    });
    expect(body).not.toMatch(/maintenance/i);
  });

  test("nothing of the request comes into it", async () => {
    const evil = "evil.example<script>alert(1)</script>";
    const headers = {
      host: evil,
      "x-forwarded-host": evil,
      "x-forwarded-proto": "javascript",
      "x-forwarded-for": evil,
      forwarded: `for=${evil};host=${evil}`,
      "x-original-url": evil,
      referer: evil,
      "user-agent": evil,
      "accept-language": evil,
      cookie: evil,
    };
    const plain = await page("/holding/evil.example");
    const tried = await page("/holding/evil.example/evil.example?evil.example", headers);
    expect(tried.body).not.toContain("evil");
    expect(tried.body.replace(/<footer.*/s, "")).toBe(plain.body.replace(/<footer.*/s, ""));
    expect(JSON.stringify(tried.headers)).not.toContain("evil");
  });
});

describe("the document", () => {
  test.each([
    ["br", brotliDecompressSync],
    ["gzip", gunzipSync],
  ])("comes as %s to whoever takes that, the same in each", async (coding, decode) => {
    for (const accept of ["text/html", "application/json"]) {
      const asked = { accept, "accept-encoding": coding };
      const { status, headers, bytes } = await raw(`${candor.url}/holding/web-app`, asked);
      expect([status, headers["content-encoding"]]).toEqual([503, coding]);
      const plain = await raw(`${candor.url}/holding/web-app`, { accept });
      expect(plain.headers["content-encoding"]).toBeUndefined();
      const said = (text: Buffer) => text.toString().slice(0, 400);
      expect(said(decode(bytes))).toBe(said(plain.bytes));
    }
  });

  test("is one file under 14 KB, without a script, that asks for nothing and looks again by itself", async () => {
    const { headers, body } = await page("/holding/web-app");
    expect(gzipSync(body).length).toBeLessThan(14 * 1024);
    expect(body).not.toMatch(/<script|\son[a-z]+=|\sstyle=|@import|url\(|<img|<iframe|\ssrc=/i);
    expect([...body.matchAll(/<link[^>]*href="([^"]{0,15})/g)].map((found) => found[1])).toEqual(["data:image/svg+"]);
    expect(body).toContain('<meta http-equiv="refresh" content="15"/>');
    const style = /<style>(.*?)<\/style>/s.exec(body)?.[1] ?? "";
    const hash = createHash("sha256").update(style).digest("base64");
    expect(headers["content-security-policy"]).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'`,
    );
  });

  test("leaves nothing behind on the product’s own host", async () => {
    const { headers } = await page("/holding");
    for (const name of [
      "set-cookie",
      "strict-transport-security",
      "cross-origin-opener-policy",
      "x-frame-options",
      "location",
    ])
      expect(headers[name]).toBeUndefined();
  });
});

describe("what is posted", () => {
  test("an outage on a component is told there and of the product, and not of another component", async () => {
    const [incident = ""] = await tell(candor.dataDir, "outage", web);
    await mode("outage");
    const { headers, body } = await page("/holding/web-app");
    expect(headers["cache-control"]).toBe("max-age=5, stale-if-error=3600");
    expect(Number(headers["retry-after"])).toBeGreaterThan(29 * 60);
    expect(Number(headers["retry-after"])).toBeLessThanOrEqual(30 * 60);
    expect(body).toContain("You can’t sign in to Harvest");
    expect(body).toContain("This is not planned maintenance.");
    expect(body).toMatch(/Since <time/);
    expect(body).toMatch(/Next update by <time/);
    expect(body).toContain("Both <strong>database servers</strong> crashed.");
    expect(body).not.toMatch(/<script|javascript:/i);
    expect(JSON.parse((await held(candor.url, `/holding/${web}`)).body)).toMatchObject({
      mode: "outage",
      incident: { id: incident, url: `https://status.example.com/incidents/${incident}` },
    });
    expect((await page("/holding")).headers["x-status-mode"]).toBe("outage");
    const other = await page("/holding/mail");
    expect(other.headers["x-status-mode"]).toBe("unknown");
    expect(other.body).toContain("Also posted");
    expect(other.body).toContain("You can’t sign in to Harvest, since ");
    await tell(candor.dataDir, "over", incident, web);
    await mode("unknown");
  });

  test("announced work is told where it was announced, and of the product when it is all of it", async () => {
    const [first = ""] = await tell(candor.dataDir, "work", web);
    await mode("maintenance");
    const { headers, body } = await page("/holding/web-app");
    const left = Number(headers["retry-after"]);
    expect(left).toBeGreaterThan(7100);
    expect(
      Math.abs(left - Number(/stale-if-error=(\d+)/.exec(headers["cache-control"] ?? "")?.[1])),
    ).toBeLessThanOrEqual(1);
    expect(body).toContain("Scheduled maintenance");
    expect(body).toMatch(/Web app is down for planned work until <time/);
    expect((await page("/holding")).headers["x-status-mode"]).toBe("unknown");
    expect((await page("/holding/mail")).body).not.toMatch(/maintenance/i);
    const [second = ""] = await tell(candor.dataDir, "work", mail);
    await mode("maintenance", "mail");
    expect((await page("/holding")).headers["x-status-mode"]).toBe("maintenance");
    expect(JSON.parse((await held(candor.url, "/holding/mail")).body)).toMatchObject({
      mode: "maintenance",
      maintenance: { id: second, url: `https://status.example.com/maintenance/${second}` },
    });
    await tell(candor.dataDir, "done", first);
    await tell(candor.dataDir, "done", second);
    await mode("unknown");
  });
});

test("a database that hangs changes nothing: it is answered from memory", async () => {
  const [incident = ""] = await tell(candor.dataDir, "outage", mail);
  await mode("outage", "mail");
  process.kill(candor.postmasterPid(), "SIGSTOP");
  try {
    for (let count = 0; count < 20; count++) {
      const begun = performance.now();
      expect((await page("/holding/mail")).headers["x-status-mode"]).toBe("outage");
      expect(performance.now() - begun).toBeLessThan(1000);
    }
  } finally {
    process.kill(candor.postmasterPid(), "SIGCONT");
  }
  await tell(candor.dataDir, "over", incident, mail);
  await mode("unknown", "mail");
});

test("a Candor that starts without its database tells what it last knew, and before that claims nothing", async () => {
  const first = await startCandor();
  const [id = ""] = await tell(first.dataDir, "product");
  await tell(first.dataDir, "outage", id);
  await eventually(
    () => held(first.url, "/holding/web-app"),
    ({ headers }) => headers["x-status-mode"] === "outage",
  );
  await first.stop();
  const env = {
    DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none",
    AUTH_SECRET: "a secret for tests, of no use elsewhere",
  };
  const seen = async (dataDir: string, wanted: string) => {
    const started = await launchCandor({ dataDir, env });
    const answer = await eventually(
      () => held(started.url, "/holding/web-app", { headers: html }),
      ({ headers }) => headers["x-status-mode"] === wanted,
      30_000,
    );
    await started.kill();
    return answer;
  };
  expect((await seen(first.dataDir, "outage")).body).toContain("You can’t sign in to Harvest");
  const nothing = await seen(newDataDir(), "unknown");
  expect(nothing.status).toBe(503);
  expect(nothing.body).toContain("We can’t read what was posted about it at the moment.");
});

const bearer = { authorization: `Bearer ${apiToken}`, "content-type": "application/json" };
const mute = (init: RequestInit) => fetch(`${candor.url}/api/holding/mute`, { headers: bearer, ...init });

describe("muting by API", () => {
  test("is for the holder of a token, who is told what is wrong", async () => {
    const refused = await mute({ method: "PUT", headers: {}, body: '{"minutes":5}' });
    expect(refused.status).toBe(401);
    expect(refused.headers.get("content-type")).toBe("application/problem+json");
    expect(refused.headers.get("www-authenticate")).toBe("Bearer");
    expect((await mute({ method: "DELETE", headers: { authorization: "Bearer wrong" } })).status).toBe(401);
    for (const body of ['{"minutes":0}', '{"minutes":241}', '{"minutes":"5"}', "{}", "[]", "nonsense"]) {
      const invalid = await mute({ method: "PUT", body });
      expect(invalid.status).toBe(422);
      expect(await invalid.json()).toMatchObject({
        status: 422,
        title: expect.any(String),
        errors: expect.any(Object),
      });
    }
  });

  test("says until when, and can be taken back", async () => {
    const answer = await mute({ method: "PUT", body: '{"minutes":30}' });
    expect(answer.status).toBe(200);
    const { mutedUntil } = (await answer.json()) as { mutedUntil: string };
    expect(Math.abs(Date.parse(mutedUntil) - Date.now() - 30 * 60_000)).toBeLessThan(10_000);
    expect(await (await asStaff("/staff")).text()).toContain("Alerts about holding pages are muted until");
    expect((await mute({ method: "DELETE" })).status).toBe(204);
    expect(await (await asStaff("/staff")).text()).not.toContain("are muted until");
  });
});

let session = "";

async function asStaff(path: string): Promise<Response> {
  session ||= await signIn();
  return fetch(candor.url + path, { headers: { cookie: session } });
}

const cookiesOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((each) => each.split(";")[0])
    .join("; ");

async function signIn(): Promise<string> {
  const csrf = await fetch(`${candor.url}/api/auth/csrf`);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const body = new URLSearchParams({ csrfToken, email: owner.OWNER_EMAIL, password: owner.OWNER_PASSWORD });
  const headers = { cookie: cookiesOf(csrf) };
  const address = `${candor.url}/api/auth/callback/credentials`;
  return cookiesOf(await fetch(address, { method: "POST", redirect: "manual", headers, body }));
}

test("visitors who go on seeing it with nothing posted are told of to staff, and to the address that is set", async () => {
  const pulse = async () => (await (await asStaff("/staff/pulse")).json()) as { at: string };
  const before = await pulse();
  sink.taken.length = 0;
  await eventually(
    () => page("/holding/web-app", { "user-agent": browserAgent }),
    () => sink.taken.length > 0,
    75_000,
  );
  expect(JSON.parse(sink.taken[0]?.body ?? "")).toMatchObject({
    type: "holding.unexplained",
    page: "Harvest",
    component: { id: web, name: "Web app" },
    visitors: 1,
    openUrl: expect.stringContaining(`https://status.example.com/staff/incidents/new?component=${web}&since=`),
  });
  expect(sink.taken[0]?.path).toBe("/hook?key=s3cret");
  expect((await pulse()).at).not.toBe(before.at);
  const start = await (await asStaff("/staff")).text();
  expect(start).toContain("Visitors are seeing the holding page and nothing is posted");
  const address = /href="(\/staff\/incidents\/new\?component=[^"]+)"/.exec(start)?.[1]?.replaceAll("&amp;", "&") ?? "";
  const form = await (await asStaff(address)).text();
  expect(form).toContain("When it began");
  expect(form).toMatch(new RegExp(`<input[^>]*checked=""[^>]*value="${web}"|<input[^>]*value="${web}"[^>]*checked=""`));
  await tell(candor.dataDir, "outage", web);
  await mode("outage");
  expect(await (await asStaff("/staff")).text()).not.toContain("nothing is posted");
  expect(candor.output()).not.toContain("s3cret");
});

/** The bytes as they were sent, which fetch would decode. */
function raw(url: string, headers: Record<string, string>) {
  return new Promise<{ status: number; headers: Record<string, unknown>; bytes: Buffer }>((resolve, reject) => {
    get(url, { headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.once("end", () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, bytes: Buffer.concat(chunks) }),
      );
    }).once("error", reject);
  });
}
