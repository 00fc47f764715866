import { existsSync, readFileSync } from "node:fs";
import { describe, test } from "vitest";
import { freePort } from "../support/candor";
import { holdingGuarantees } from "../support/holding-guarantees";
import { expectNeutral, expectWebSocket, visit } from "../support/holding-visits";
import { holdingWithCandor } from "../support/holding-with-candor";
import { nginx, nginxFolder, replaced, startNginx } from "../support/nginx";
import { startProduct } from "../support/proxied";

type Ports = { product: number; candor: number; holding?: string };

/** What somebody may have set for caches of their own: none of it may reach the holding page. */
const inherited = `proxy_cache_use_stale error timeout updating http_500 http_502 http_503 http_504;
  proxy_cache_valid any 10m; proxy_cache_bypass $http_cookie; proxy_cache_background_update on;
  proxy_cache_min_uses 3; proxy_ignore_headers Cache-Control; add_header Strict-Transport-Security "max-age=9";`;

/** The example as it stands, but for ports, and a product's time that tests can wait for. */
async function behindNginx({ product, candor, holding }: Ports) {
  const port = await freePort();
  const folder = await nginxFolder();
  const configuration = replaced(readFileSync("deploy/holding/nginx/example.conf", "utf8"), [
    ["http {", `http { ${inherited}`],
    ["worker_processes auto", "worker_processes 1"],
    ["listen 80;", `listen 127.0.0.1:${port};`],
    ["127.0.0.1:8080", `127.0.0.1:${product}`],
    ["https://status.example.com/holding/app", holding ?? `http://127.0.0.1:${candor}/holding/app`],
    ["proxy_read_timeout 30s", "proxy_read_timeout 2s"],
  ]);
  await startNginx(folder, configuration, port);
  return { url: `http://127.0.0.1:${port}` };
}

// Where nginx can't be installed, the run says so at its end.
describe.skipIf(!existsSync(nginx))("Candor's holding page behind nginx", () => {
  holdingGuarantees(behindNginx);

  test("it starts and runs while the name of Candor can't be looked up", async () => {
    const { url } = await behindNginx({ product: 1, candor: 1, holding: "https://status.invalid/holding/app" });
    expectNeutral(await visit(url));
    expectNeutral(await visit(url, "application/json", { method: "POST", body: "{}" }));
  });

  test("a WebSocket to the product is opened as without it", async () => {
    const product = await startProduct(await freePort());
    const { url } = await behindNginx({ product: product.port, candor: 1 });
    await expectWebSocket(url);
  });
});

describe.skipIf(!existsSync(nginx))("a real Candor behind nginx", () => holdingWithCandor(behindNginx));
