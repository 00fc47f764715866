import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { freePort } from "../support/candor";
import { holdingGuarantees } from "../support/holding-guarantees";
import { listening, runProgram } from "../support/proxied";

const worker = "deploy/holding/cloudflare/worker.js";

async function behindWorker({ product, candor }: { product: number; candor: number }) {
  const port = await freePort();
  const args = ["--import", "tsx", "tests/support/worker-host.ts", ...[port, product, candor].map(String)];
  await listening(port, await runProgram("node_modules/.bin/node", args));
  return { url: `http://127.0.0.1:${port}` };
}

describe("Candor's holding page from a Cloudflare Worker", () => {
  holdingGuarantees(behindWorker);

  test("its neutral page is the one of the other proxies", () => {
    const source = readFileSync(worker, "utf8");
    for (const name of ["neutral.html", "neutral.json"])
      expect(source).toContain(`\`${readFileSync(`deploy/holding/${name}`, "utf8")}\``);
  });
});
