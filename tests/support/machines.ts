import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inject } from "vitest";
import { freePort, newDataDir, type RunningCandor, startCandor } from "./candor";
import { replaced, startNginx } from "./nginx";
import { administer, withDatabase } from "./postgres-setup";

export const owner = { email: "ada@example.com", password: "a password of no use elsewhere" };

/** Candors that share one database, behind one address; each has a folder of its own. */
export type Machines = {
  /** Of the proxy. */
  url: string;
  databaseUrl: string;
  candors: RunningCandor[];
  /** Starts the one of that place again, as it was. */
  startAgain: (index: number) => Promise<void>;
};

/** Starts two on a new database of the run's PostgreSQL, behind the nginx that `deploy/compose.yaml` puts there. */
export async function startMachines(env: Record<string, string> = {}): Promise<Machines> {
  const databaseUrl = await newDatabase();
  const url = `http://localhost:${await freePort()}`;
  const shared = {
    SITE_URL: url,
    DATABASE_URL: databaseUrl,
    AUTH_SECRET: "a secret for tests, of no use elsewhere",
    OWNER_EMAIL: owner.email,
    OWNER_PASSWORD: owner.password,
    TRUSTED_PROXIES: "127.0.0.1",
    ...env,
  };
  const places = await Promise.all(
    [0, 1].map(async () => ({ dataDir: newDataDir("machine"), port: String(await freePort()) })),
  );
  const start = ({ dataDir, port }: { dataDir: string; port: string }) =>
    startCandor({ dataDir, env: { ...shared, PORT: port } });
  // At the same moment, on an empty database.
  const candors = await Promise.all(places.map(start));
  await startProxy(
    Number(new URL(url).port),
    places.map(({ port }) => port),
  );
  const startAgain = async (index: number) => {
    const place = places[index];
    if (place) candors[index] = await start(place);
  };
  return { url, databaseUrl, candors, startAgain };
}

/** An empty one on the run's PostgreSQL. */
export async function newDatabase(): Promise<string> {
  const name = `candor_machines_${process.pid}_${crypto.randomUUID().slice(0, 8)}`;
  await administer(withDatabase(inject("templateUrl"), "postgres"), `CREATE DATABASE "${name}"`);
  return withDatabase(inject("templateUrl"), name);
}

async function startProxy(port: number, candors: string[]): Promise<void> {
  const folder = newDataDir("proxy");
  mkdirSync(join(folder, "conf.d"));
  const text = readFileSync("deploy/compose/nginx.conf", "utf8");
  const here = replaced(text, [
    ["listen 80;", `listen 127.0.0.1:${port};`],
    ["candor-1:3000", `127.0.0.1:${candors[0]}`],
    ["candor-2:3000", `127.0.0.1:${candors[1]}`],
  ]);
  writeFileSync(join(folder, "conf.d", "candor.conf"), here);
  cpSync("/etc/nginx/mime.types", join(folder, "mime.types"));
  await startNginx(folder, `events {}\nhttp {\n  include conf.d/candor.conf;\n}\n`, port);
}
