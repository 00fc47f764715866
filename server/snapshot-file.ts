import { mkdir, open, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Facts, Instant } from "@/domain/facts";
import type { Desk } from "./desk";
import type { Loaded } from "./load";

/** What the last process knew, and until when it knew that nothing newer was there. */
export type Kept = Loaded & { knownAt: Instant };

const format = 4;
const list = z.array(z.unknown());
const schema = z.object({
  format: z.literal(format),
  databaseId: z.string(),
  revision: z.number(),
  loadedAt: z.number(),
  knownAt: z.number(),
  facts: z.looseObject({
    page: z.looseObject({ name: z.string(), timeZone: z.string() }),
    settings: z.looseObject({}),
    groups: list,
    components: list,
    baseChanges: list,
    incidents: list,
    maintenances: list,
    notices: list,
  }),
  desk: z.looseObject({ people: list, templates: list, versions: z.looseObject({}), authors: z.looseObject({}) }),
});

export function snapshotFile(dataDir: string): string {
  return join(dataDir, "snapshot.json");
}

/** Replaces the file as a whole: a reader, or a crash, meets the old one or the new one. */
export async function keepSnapshot(dataDir: string, kept: Kept): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  const file = snapshotFile(dataDir);
  // One name, so that what a crash leaves behind is overwritten, and with it what was redacted since.
  const draft = `${file}.tmp`;
  const handle = await open(draft, "w", 0o600);
  try {
    await handle.writeFile(JSON.stringify({ format, ...kept }));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
}

/** Null when there is none, or none that this version can read. */
export async function readKeptSnapshot(dataDir: string): Promise<Kept | null> {
  try {
    const read = schema.parse(JSON.parse(await readFile(snapshotFile(dataDir), "utf8")));
    const { databaseId, revision, loadedAt, knownAt } = read;
    const desk = read.desk as unknown as Desk;
    return { databaseId, revision, loadedAt, knownAt, facts: read.facts as unknown as Facts, desk };
  } catch {
    return null;
  }
}
