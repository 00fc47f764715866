import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually, freePort, newDataDir, type RunningCandor, startCandor } from "./candor";
import { tell } from "./holding-asked";
import type { Behind } from "./holding-guarantees";
import { expectNeutral, pass, visit } from "./holding-visits";
import { type Product, startProduct } from "./proxied";

type Ports = { product: number; candor: number; holding: string };

/** Candor's max-age, in ms. */
const maxAgeMs = 5_000;

/** What a visitor sees of one bad day, with a real Candor, whose words and times the proxy can't know. */
export function holdingWithCandor(start: (ports: Ports) => Promise<Behind>): void {
  const dataDir = newDataDir("holding");
  let product: Product;
  let candor: RunningCandor;
  let behind: Behind;
  let component: string;
  let port: number;

  const startAgain = async () => {
    const env = { PORT: String(port), SITE_URL: "https://status.example.com", TRUSTED_PROXIES: "127.0.0.1" };
    candor = await startCandor({ dataDir, env });
  };
  const until = (mode: string) => eventually(() => visit(behind.url), wanted(mode));
  const wanted = (mode: string) => (seen: { mode: string | null }) => seen.mode === mode;

  beforeAll(async () => {
    port = await freePort();
    await startAgain();
    [component = ""] = await tell(dataDir, "product");
    product = await startProduct(await freePort());
    const holding = `http://127.0.0.1:${port}/holding/web-app`;
    await eventually(
      () => visit(holding, "application/json"),
      ({ text }) => text.includes('"component"'),
    );
    behind = await start({ product: product.port, candor: port, holding });
  });

  // A Candor that was killed leaves its database behind.
  afterAll(() => process.kill(candor.postmasterPid(), "SIGQUIT"));

  test("the product while it answers, and once it is killed that nothing is posted", async () => {
    expect(await visit(behind.url)).toMatchObject({ status: 200, mode: null });
    await product.kill();
    const seen = await visit(behind.url);
    expect(seen).toMatchObject({ status: 503, mode: "unknown", caching: "no-store", retryAfter: "60" });
    expect(seen.text).toMatch(/No work on .+ was announced for this time\./);
  });

  test("a window's page that was kept ends with the window when Candor is gone, and the neutral page follows", async () => {
    const endsAt = Date.now() + 20_000;
    await tell(dataDir, "ending", component, String(endsAt));
    const seen = await until("maintenance");
    expect(seen).toMatchObject({ status: 503, caching: "no-store" });
    await behind.tick?.();
    await candor.kill();
    expect((await visit(behind.url)).mode).toBe("maintenance");
    await pass(endsAt - 2_000 - Date.now());
    expect((await visit(behind.url)).mode).toBe("maintenance");
    await pass(endsAt + maxAgeMs + 2_000 - Date.now());
    expectNeutral(await visit(behind.url));
    expectNeutral(await visit(behind.url, "application/json"));
  });

  test("an outage that is posted over a kept window is shown within ten seconds", async () => {
    await startAgain();
    await until("maintenance");
    await behind.tick?.();
    await tell(dataDir, "outage", component);
    const posted = performance.now();
    const seen = await until("outage");
    expect(performance.now() - posted).toBeLessThan(10_000);
    expect(seen.text).toContain("This is not planned maintenance.");
    expect(Number(seen.retryAfter)).toBeGreaterThan(60);
  });

  test("Candor killed during the outage: still its last page, with the time of it", async () => {
    const before = await visit(behind.url);
    await behind.tick?.();
    await candor.kill();
    await pass(maxAgeMs + 2_000);
    const seen = await visit(behind.url);
    expect(seen).toMatchObject({ status: 503, mode: "outage", caching: "no-store" });
    const times = (text: string) => text.match(/<time[^>]*>/g);
    expect(times(seen.text)).not.toBeNull();
    expect(seen.text).toContain(/<h1[^>]*>.*?<\/h1>/s.exec(before.text)?.[0]);
  });

  test("the product is back as soon as it answers", async () => {
    await product.start();
    expect(await visit(behind.url)).toMatchObject({ status: 200, mode: null, caching: "max-age=9" });
  });
}
