import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isbot } from "isbot";
import { describe, expect, test } from "vitest";
import { freePort, newDataDir } from "../support/candor";
import { holdingGuarantees } from "../support/holding-guarantees";
import { expectWebSocket } from "../support/holding-visits";
import { holdingWithCandor } from "../support/holding-with-candor";
import { replaced } from "../support/nginx";
import { CandorStandIn, listening, runProgram, startProduct } from "../support/proxied";

const caddy = "/usr/bin/caddy";

type Ports = { product: number; candor: number; holding?: string };

/** The example as it stands, but for ports and folders, and a product's time that tests can wait for. */
async function behindCaddy({ product, candor, holding = `http://127.0.0.1:${candor}/holding/app` }: Ports) {
  const [port, inner] = [await freePort(), await freePort()];
  const folder = newDataDir("holding-caddy");
  const kept = join(folder, "kept");
  mkdirSync(join(folder, "candor"));
  for (const name of ["neutral.html", "neutral.json"])
    cpSync(join("deploy/holding", name), join(folder, "candor", name));
  const configuration = replaced(readFileSync("deploy/holding/caddy/Caddyfile", "utf8"), [
    ["http://app.example.com", `http://127.0.0.1:${port}`],
    ["import candor_holding /holding/app", `import candor_holding ${new URL(holding).pathname}`],
    ["127.0.0.1:8399", `127.0.0.1:${inner}`],
    ["127.0.0.1:8080", `127.0.0.1:${product}`],
    ["https://status.example.com", `http://127.0.0.1:${candor}`],
    ["/var/lib/candor-holding", kept],
    ["/etc/caddy/candor", join(folder, "candor")],
    ["response_header_timeout 30s", "response_header_timeout 2s"],
  ]);
  writeFileSync(join(folder, "Caddyfile"), `{\n\tadmin off\n}\n${configuration}`);
  const home = { HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
  const program = await runProgram(
    caddy,
    ["run", "--config", join(folder, "Caddyfile"), "--adapter", "caddyfile"],
    home,
  );
  await listening(port, program);
  return {
    url: `http://127.0.0.1:${port}`,
    tick: () => fetchOnce(holding, kept),
  };
}

/** What the timer does every five seconds. */
async function fetchOnce(address: string, folder: string): Promise<unknown> {
  const child = spawn("deploy/holding/caddy/candor-holding-fetch", [address, folder], { stdio: "inherit" });
  const [code] = await once(child, "exit");
  return code;
}

// Where Caddy can't be installed, the run says so at its end.
describe.skipIf(!existsSync(caddy))("Candor's holding page behind Caddy", () => {
  holdingGuarantees(behindCaddy);

  test("the timer comes as a robot, so that Candor does not take it for a visitor", async () => {
    const candor = new CandorStandIn(await freePort());
    await candor.start();
    expect(await fetchOnce(`http://127.0.0.1:${candor.port}/holding/app`, newDataDir("holding-kept"))).toBe(0);
    expect(candor.asked.map(({ headers }) => isbot(headers["user-agent"]))).toEqual([true, true]);
  });

  test("what the timer keeps is read by Caddy: systemd makes no folder of a user that nobody else may enter", () => {
    const unit = readFileSync("deploy/holding/caddy/candor-holding.service", "utf8");
    expect(unit).toMatch(/^User=caddy$/m);
    expect(unit).not.toMatch(/^(?:DynamicUser|PrivateUsers)=/m);
  });

  test("a WebSocket to the product is opened as without it", async () => {
    const product = await startProduct(await freePort());
    const { url } = await behindCaddy({ product: product.port, candor: 1 });
    await expectWebSocket(url);
  });
});

describe.skipIf(!existsSync(caddy))("a real Candor behind Caddy", () => holdingWithCandor(behindCaddy));
