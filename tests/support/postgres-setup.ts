import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { migrate } from "@/server/migrations";
import { borrowPostgres } from "@/server/postgres";

declare module "vitest" {
  interface ProvidedContext {
    /** Of a migrated database that tests copy; its server may be used, the database itself not. */
    templateUrl: string;
  }
}

/** A real PostgreSQL for a run: the embedded one in a folder of its own, or the one that `TEST_DATABASE_URL` names. */
export default async function postgresSetup(project: TestProject): Promise<() => Promise<void>> {
  const external = project.name === "server-external" ? process.env.TEST_DATABASE_URL : undefined;
  const folder = mkdtempSync(join(tmpdir(), "candor-test-"));
  const server = external ? { url: external, stop: async () => undefined } : await borrowPostgres(folder);
  const templateUrl = await makeTemplate(server.url);
  project.provide("templateUrl", templateUrl);
  return async () => {
    if (external) await administer(external, `DROP DATABASE "${nameOf(templateUrl)}"`);
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

/** Runs one statement on the server of `url`. */
export async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

export function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

export function nameOf(url: string): string {
  return new URL(url).pathname.slice(1);
}

async function makeTemplate(url: string): Promise<string> {
  const name = `candor_template_${process.pid}_${Date.now()}`;
  await administer(url, `CREATE DATABASE "${name}"`);
  const templateUrl = withDatabase(url, name);
  await migrate(templateUrl);
  return templateUrl;
}
