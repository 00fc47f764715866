import { createHash, randomBytes } from "node:crypto";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { eventually, freePort } from "./candor";
import { browser, expectNeutral, pass, visit } from "./holding-visits";
import { CandorStandIn, type Holding, type Product, startProduct } from "./proxied";

/** Until the stand-in's max-age of one second is over on a clock of whole seconds, in ms. */
const expired = 2_100;

export type Behind = {
  url: string;
  /** Does what a timer does in the time between, where a proxy has one. */
  tick?: () => Promise<unknown>;
};

type Ports = { product: number; candor: number };

/** What holds in front of any product, whichever proxy it has; each with a stand-in whose clock the test sets. */
export function holdingGuarantees(start: (ports: Ports) => Promise<Behind>): void {
  let product: Product;
  let candor: CandorStandIn;
  let url: string;
  let tick: () => Promise<unknown>;

  beforeAll(async () => {
    product = await startProduct(await freePort());
    candor = new CandorStandIn(await freePort());
    const behind = await start({ product: product.port, candor: candor.port });
    url = behind.url;
    tick = behind.tick ?? (async () => undefined);
  });

  beforeEach(async () => {
    await candor.kill();
    await candor.start();
    candor.asked.length = 0;
    await product.kill();
  });

  /** Candor says it, and the proxy has noticed. */
  const said = async (words: string, more: Partial<Holding>) => {
    candor.say({ words, ...more });
    for (const accept of [browser, "application/json"])
      await eventually(
        () => visit(url, accept),
        ({ text }) => text.includes(words),
      );
    await tick();
  };

  test("before Candor has ever answered, the neutral page, in the form that is asked for", async () => {
    await candor.kill();
    const page = await visit(url);
    expectNeutral(page);
    expect(page.type).toMatch(/^text\/html/);
    const problem = await visit(url, "application/json");
    expectNeutral(problem);
    expect(problem.type).toMatch(/^application\/problem\+json/);
    expect(JSON.parse(problem.text)).toMatchObject({ status: 503, mode: "unknown", retryAfter: 60 });
  });

  test("the product's own answers are untouched, its errors too", async () => {
    await product.start();
    for (const status of [200, 201, 404, 418, 429, 500, 501]) {
      const answer = await fetch(`${url}/status/${status}`, { headers: { accept: browser } });
      expect(answer.status).toBe(status);
      expect(await answer.text()).toBe(`the product's own ${status}`);
      expect(answer.headers.get("x-product")).toBe("yes");
      expect(answer.headers.get("set-cookie")).toBe("seen=1");
      expect(answer.headers.get("cache-control")).toBe("max-age=9");
      expect(answer.headers.get("x-status-mode")).toBeNull();
    }
    expect(candor.asked.filter(({ headers }) => !/curl/.test(headers["user-agent"] ?? ""))).toEqual([]);
  });

  test("what the product streams arrives as it is sent, and an upload arrives whole", async () => {
    await product.start();
    const answer = await fetch(`${url}/stream`);
    const chunks: string[] = [];
    const begun = performance.now();
    let first = 0;
    for await (const chunk of answer.body ?? []) {
      first ||= performance.now() - begun;
      chunks.push(Buffer.from(chunk).toString());
    }
    expect(first).toBeLessThan(1_000);
    expect(chunks.join("")).toBe("data: first\n\ndata: last\n\n");
    const body = randomBytes(900_000);
    const upload = await fetch(`${url}/upload`, { method: "PUT", body });
    expect(await upload.text()).toBe(createHash("sha256").update(body).digest("hex"));
  });

  test("a product that refuses, or answers 502, 503 or 504, gives way to the holding page, and comes back", async () => {
    await said("it crashed", { mode: "outage", retryAfter: 240 });
    const held = { status: 503, mode: "outage", retryAfter: "240", caching: "no-store" };
    expect(await visit(`${url}/deep/er?q=1`)).toMatchObject(held);
    await product.start();
    await eventually(
      () => visit(url),
      ({ status, text }) => status === 200 && text.includes("31.5 hours"),
    );
    for (const status of [502, 503, 504]) {
      const seen = await visit(`${url}/status/${status}`);
      expect(seen).toMatchObject(held);
      expect(seen.text).toContain("<h1>it crashed</h1>");
    }
    expect((await visit(`${url}/status/200`)).status).toBe(200);
    await product.kill();
    expect(await visit(url)).toMatchObject(held);
  });

  test("a product that does not answer in its time gives way to the holding page", async () => {
    await product.start();
    candor.say({ mode: "outage", words: "it hangs" });
    expect(await visit(`${url}/silent`)).toMatchObject({ status: 503, mode: "outage" });
  });

  test("every method gets it, whatever body it brings, and HEAD without one", async () => {
    await said("it crashed again", { mode: "outage" });
    for (const method of ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"]) {
      const body = method === "OPTIONS" ? null : randomBytes(600_000);
      const seen = await visit(`${url}/orders`, browser, { method, body });
      expect(seen).toMatchObject({ status: 503, mode: "outage", caching: "no-store" });
      expect(seen.text).toContain("it crashed");
    }
    await product.start();
    const taken = await visit(`${url}/taken`, browser, { method: "POST", body: randomBytes(600_000) });
    expect(taken).toMatchObject({ status: 503, mode: "outage" });
    expect(taken.text).toContain("it crashed");
    await product.kill();
    const head = await visit(url, browser, { method: "HEAD" });
    expect(head).toMatchObject({ status: 503, mode: "outage", text: "" });
    for (const { method } of candor.asked) expect(["GET", "HEAD"]).toContain(method);
  });

  test("browsers get the page and everything else problem details, also of what is kept", async () => {
    await said("planned work", { mode: "maintenance", retryAfter: 900 });
    const asTheyShould = async () => {
      expect((await visit(url)).type).toMatch(/^text\/html/);
      for (const accept of ["application/json", "*/*", "application/problem+json", "image/png"]) {
        const seen = await visit(url, accept);
        expect(seen.type).toMatch(/^application\/problem\+json/);
        expect(JSON.parse(seen.text)).toMatchObject({ mode: "maintenance", retryAfter: 900 });
      }
    };
    await asTheyShould();
    await candor.kill();
    await pass(expired);
    await asTheyShould();
  });

  test("Candor learns the visitor's address and browser, and no cookie, secret or address of theirs", async () => {
    await said("nothing is posted", { mode: "unknown" });
    await pass(expired);
    await visit(`${url}/invoices/7?token=hidden`, browser, {
      headers: {
        cookie: "session=hidden",
        authorization: "Bearer hidden",
        "x-api-key": "hidden",
        referer: "http://hidden.example",
        "x-forwarded-for": "203.0.113.99",
        "user-agent": "Mozilla/5.0 (a visitor)",
      },
    });
    const request = candor.asked.find(({ headers }) => headers["user-agent"] === "Mozilla/5.0 (a visitor)");
    expect(JSON.stringify([request?.url, request?.headers])).not.toMatch(/hidden|203\.0\.113/);
    expect(request?.headers["x-forwarded-for"]).toBe("127.0.0.1");
    expect(request?.headers["content-length"]).toBeUndefined();
  });

  test("with Candor gone what it said last is shown for as long as it allowed, and then the neutral page", async () => {
    await said("planned until one", { mode: "maintenance", retryAfter: 4, staleIfError: 4 });
    const begun = performance.now();
    await candor.kill();
    await pass(expired);
    const kept = await visit(url);
    expect(kept).toMatchObject({ status: 503, mode: "maintenance", retryAfter: "4", caching: "no-store" });
    expect(kept.text).toContain("planned until one");
    expectNeutral(
      await eventually(
        () => visit(url),
        ({ mode }) => mode === "unknown",
      ),
    );
    expect(performance.now() - begun).toBeLessThan(8_000);
  });

  test("an outage is shown in place of the window that was kept, though both are a 503", async () => {
    await said("last week's window", { mode: "maintenance", staleIfError: 600_000 });
    candor.say({ mode: "outage", words: "today's crash", staleIfError: 3600 });
    await pass(expired);
    const atOnce = await Promise.all(Array.from({ length: 20 }, () => visit(url)));
    for (const seen of atOnce) expect(seen).toMatchObject({ mode: "outage" });
    await tick();
    await candor.kill();
    await pass(expired);
    expect((await visit(url)).text).toContain("today's crash");
  });

  test("an answer of Candor's that is no holding page is not shown: what is kept is, or the neutral page", async () => {
    await said("still down", { mode: "outage", staleIfError: 600 });
    await pass(expired);
    for (const status of [200, 301, 401, 404, 429, 500, 502, 503, 504]) {
      candor.instead = (_, response) => {
        const kept = { location: "/elsewhere", "cache-control": "max-age=600, stale-if-error=600" };
        response.writeHead(status, kept).end("not a holding page");
      };
      await tick();
      const seen = await visit(url);
      expect([status, seen]).toMatchObject([status, { status: 503, mode: "outage", caching: "no-store" }]);
      expect(seen.text).toContain("still down");
    }
    candor.say({ mode: "outage", words: "its new words" });
    await eventually(
      () => visit(url),
      ({ text }) => text.includes("its new words"),
      10_000,
    );
  });

  test("nothing that would hold for the product's own address goes out with the holding page, kept or not", async () => {
    const leaks = [
      "set-cookie",
      "strict-transport-security",
      "alt-svc",
      "clear-site-data",
      "link",
      "nel",
      "refresh",
    ].concat(["report-to", "reporting-endpoints"]);
    await said("it crashed", {
      mode: "outage",
      staleIfError: 600,
      more: Object.fromEntries(leaks.map((name) => [name, "x"])),
    });
    const asked = async () => {
      const { headers } = await fetch(url, { headers: { accept: browser } });
      expect(headers.get("x-status-mode")).toBe("outage");
      expect(leaks.filter((name) => headers.has(name))).toEqual([]);
    };
    await asked();
    await candor.kill();
    await pass(expired);
    await asked();
  });

  test("a Candor that takes requests and answers none keeps nobody waiting", async () => {
    await said("kept before it hung", { mode: "outage", staleIfError: 600 });
    candor.instead = () => undefined;
    await pass(expired);
    const begun = performance.now();
    expect((await visit(url)).text).toContain("kept before it hung");
    expect(performance.now() - begun).toBeLessThan(4_000);
  });
}
