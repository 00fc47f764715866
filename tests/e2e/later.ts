import pg from "pg";
import { embeddedUrl } from "@/server/postgres-paths";
import { eventually } from "../support/candor";
import type { Desk } from "./desk";

/** Moves a window with all that was told of it into the past: for whoever looks at it, the time has passed. */
export async function later(desk: Desk, maintenanceId: string, minutes: number): Promise<void> {
  const client = new pg.Client({ connectionString: embeddedUrl(desk.candor.dataDir) });
  await client.connect();
  const by = `interval '${Math.round(minutes)} minutes'`;
  await client.query(
    `UPDATE announcement SET announced_at = announced_at - ${by}, start_at = start_at - ${by}, end_at = end_at - ${by}
     WHERE maintenance_id = $1`,
    [maintenanceId],
  );
  await client.query("UPDATE page SET revision = revision + 1");
  await client.end();
}

/** What customers read on the status page, without its markup. */
export async function customersRead(desk: Desk): Promise<string> {
  const main = /<main[\s\S]*?<\/main>/.exec(await desk.statusPage())?.[0] ?? "";
  return main.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
}

/** Waits until customers read it. */
export async function untilCustomersRead(desk: Desk, words: RegExp): Promise<void> {
  await eventually(
    () => customersRead(desk),
    (text) => words.test(text),
  );
}
