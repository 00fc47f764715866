import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { freePort } from "../support/candor";
import { holdingGuarantees } from "../support/holding-guarantees";
import { browser, visit } from "../support/holding-visits";
import { nginx, nginxFolder, replaced, startNginx } from "../support/nginx";
import { CandorStandIn } from "../support/proxied";

const folder = "deploy/holding/ingress-nginx";
const backend = parseAllDocuments(readFileSync(join(folder, "candor-holding.yaml"), "utf8")).map((document) => {
  if (document.errors.length > 0) throw document.errors[0];
  return document.toJS();
});
const kinds = Object.fromEntries(backend.map((each) => [each.kind, each]));
const ingress = parse(readFileSync(join(folder, "ingress.yaml"), "utf8"));

/** The default backend as its pod runs it, but for ports and folders. */
async function startBackend(candor: number): Promise<number> {
  const [port, health] = [await freePort(), await freePort()];
  const own = await nginxFolder();
  const configuration = replaced(kinds.ConfigMap.data["nginx.conf"], [
    ["listen 8080 ", `listen 127.0.0.1:${port} `],
    ["listen 8081;", `listen 127.0.0.1:${health};`],
    ["https://status.example.com/holding/app", `http://127.0.0.1:${candor}/holding/app`],
    [/^ *(?:client_body|proxy|fastcgi|uwsgi|scgi)_temp_path .*$/m, ""],
    ["pid /tmp/nginx.pid;", ""],
    ["access_log off;", ""],
    ["error_log /dev/stderr;", ""],
    ["10.0.0.0/8", "127.0.0.1"],
  ]);
  await startNginx(own, configuration, port);
  expect((await fetch(`http://127.0.0.1:${health}/healthz`)).status).toBe(200);
  return port;
}

/** What ingress-nginx's template makes of the annotations: a named location for each status, and these headers. */
async function behindIngress({ product, candor }: { product: number; candor: number }) {
  const [port, behind] = [await freePort(), await startBackend(candor)];
  const annotation = (name: string) => ingress.metadata.annotations[`nginx.ingress.kubernetes.io/${name}`];
  const statuses: string[] = annotation("custom-http-errors").split(",");
  const custom = statuses.map(
    (status) => `location @custom_${status} {
      internal; proxy_intercept_errors off;
      proxy_set_header X-Code ${status}; proxy_set_header X-Format $http_accept;
      proxy_set_header X-Original-URI $request_uri; proxy_set_header X-Namespace default;
      proxy_set_header X-Ingress-Name app; proxy_set_header X-Service-Name app; proxy_set_header X-Service-Port 80;
      proxy_set_header X-Request-ID $request_id; proxy_set_header X-Forwarded-For $remote_addr;
      rewrite (.*) / break; proxy_pass http://127.0.0.1:${behind};
    }`,
  );
  const configuration = `worker_processes 1; events {} http {
    server { listen 127.0.0.1:${port};
      location / {
        proxy_pass http://127.0.0.1:${product}; proxy_http_version 1.1; proxy_intercept_errors on;
        proxy_connect_timeout ${annotation("proxy-connect-timeout")}; proxy_read_timeout 2;
        ${statuses.map((status) => `error_page ${status} = @custom_${status};`).join(" ")}
      }
      ${custom.join("\n")}
    } }`;
  await startNginx(await nginxFolder(), configuration, port);
  return { url: `http://127.0.0.1:${port}` };
}

describe("the manifests for ingress-nginx", () => {
  test("the annotations send what counts as gone to the Service that the manifest makes", () => {
    const { annotations } = ingress.metadata;
    expect(annotations["nginx.ingress.kubernetes.io/custom-http-errors"]).toBe("502,503,504");
    expect(annotations["nginx.ingress.kubernetes.io/default-backend"]).toBe(kinds.Service.metadata.name);
  });

  test("the Service finds the pods, and the pods their port, their files and their health", () => {
    const { selector, template } = kinds.Deployment.spec;
    expect(template.metadata.labels).toMatchObject(selector.matchLabels);
    expect(template.metadata.labels).toMatchObject(kinds.Service.spec.selector);
    const [container] = template.spec.containers;
    expect(container.ports).toContainEqual({ name: kinds.Service.spec.ports[0].targetPort, containerPort: 8080 });
    expect(kinds.ConfigMap.data["nginx.conf"]).toContain(`listen ${container.readinessProbe.httpGet.port};`);
    const mounted = container.volumeMounts.map(({ name }: { name: string }) => name);
    expect(template.spec.volumes.map(({ name }: { name: string }) => name).sort()).toEqual(mounted.sort());
  });

  test("the command that makes the ConfigMap of files names every file that nginx reads", () => {
    const readme = readFileSync("deploy/holding/README.md", "utf8");
    for (const name of ["candor-http.conf", "candor-server.conf", "candor-answer.conf"])
      expect(readme).toContain(`--from-file=nginx/${name}`);
    for (const name of ["neutral.html", "neutral.json"]) expect(readme).toContain(`--from-file=${name}`);
  });
});

// Where nginx can't be installed, the run says so at its end.
describe.skipIf(!existsSync(nginx))("Candor's holding page behind ingress-nginx's default backend", () => {
  holdingGuarantees(behindIngress);

  test("a product without a single pod is sent to the backend as it is, with its path and method", async () => {
    const candor = new CandorStandIn(await freePort());
    await candor.start();
    candor.say({ mode: "outage", words: "no pod is ready" });
    const url = `http://127.0.0.1:${await startBackend(candor.port)}`;
    const headers = {
      "x-code": "503",
      "x-format": browser,
      "x-original-uri": "/orders",
      "x-forwarded-for": "192.0.2.7",
    };
    const seen = await visit(`${url}/orders`, browser, { method: "POST", body: "{}", headers });
    expect(seen).toMatchObject({ status: 503, mode: "outage", caching: "no-store" });
    expect(candor.asked[0]?.headers["x-forwarded-for"]).toBe("192.0.2.7");
  });
});
