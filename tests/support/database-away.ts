import { vi } from "vitest";
import { database } from "@/server/database";
import { settings } from "@/server/settings";
import { administer, nameOf, withDatabase } from "./postgres-setup";

const url = () => settings().databaseUrl;
const admin = (statement: string) => administer(withDatabase(url(), "postgres"), statement);

/** The test's database takes nobody any more, and lets everybody go. */
export async function databaseGoes(): Promise<void> {
  await admin(`ALTER DATABASE "${nameOf(url())}" ALLOW_CONNECTIONS false`);
  await admin(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${nameOf(url())}'`);
}

export async function databaseComes(): Promise<void> {
  await admin(`ALTER DATABASE "${nameOf(url())}" ALLOW_CONNECTIONS true`);
  await vi.waitFor(() => database().$queryRaw`SELECT 1`, { timeout: 10_000 });
}

/** As if the process had just begun, without what these keep in memory. */
export function forgetInMemory(...names: string[]): void {
  const shelf = (globalThis as unknown as Record<symbol, Map<string, unknown>>)[Symbol.for("candor")];
  for (const name of names) shelf?.delete(name);
}
