import { Client } from "pg";
import { log } from "./log";
import { remember } from "./remember";
import { settings } from "./settings";
import { refreshSnapshot } from "./snapshot";
import { channel } from "./write";

type Ear = { client: Client | null; timer: NodeJS.Timeout | null; tries: number; stopped: boolean };

const firstPauseMs = 500;
const longestPauseMs = 10_000;

function ear(): Ear {
  return remember("listen", () => ({ client: null, timer: null, tries: 0, stopped: true }));
}

/**
 * Hears of what other processes write, by a connection of its own that is opened again whenever it is lost. What is
 * missed meanwhile the snapshot finds by itself within a second.
 */
export function startListening(): void {
  if (!ear().stopped) return;
  ear().stopped = false;
  void listen();
}

export async function stopListening(): Promise<void> {
  const { client, timer } = ear();
  Object.assign(ear(), { stopped: true, timer: null });
  if (timer) clearTimeout(timer);
  await client?.end().catch(() => undefined);
}

async function listen(): Promise<void> {
  const { databaseUrl: connectionString } = settings();
  const client = new Client({
    connectionString,
    application_name: "candor listens",
    keepAlive: true,
    connectionTimeoutMillis: 3_000,
  });
  ear().client = client;
  client.once("end", () => again(client));
  client.on("error", () => again(client));
  client.on("notification", () => void refreshSnapshot());
  try {
    await client.connect();
    await client.query(`LISTEN ${channel}`);
    ear().tries = 0;
    await refreshSnapshot();
  } catch {
    again(client);
  }
}

/** Others lost theirs at the same moment, so not all come back in the same one. */
function again(client: Client): void {
  const shared = ear();
  if (shared.stopped || shared.client !== client) return;
  shared.client = null;
  client.end().catch(() => undefined);
  const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** shared.tries++) * (0.75 + Math.random() / 2);
  if (shared.tries === 1) log().info("Listening to the database was cut short; trying again");
  shared.timer = setTimeout(() => void listen(), pause);
  shared.timer.unref();
}
