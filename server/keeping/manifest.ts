import { z } from "zod";

/** Of the backup file itself; a later one is not read by this version. */
export const format = 1;

const migration = z.object({ name: z.string(), checksum: z.string() });
const table = z.object({ name: z.string(), columns: z.array(z.string()).min(1) });
const head = z.object({
  format: z.literal(format),
  /** Of the Candor that took it. */
  version: z.string(),
  takenAt: z.iso.datetime(),
  /** What the page is called. */
  page: z.string(),
  migrations: z.array(migration).min(1),
  /** In the order in which they stand in the file: no row comes before one that it refers to. */
  tables: z.array(table).min(1),
});
const part = z.object({ rows: z.number().int(), bytes: z.number().int(), sha256: z.string() });
const contents = z.object({ parts: z.record(z.string(), part) });

/** The first part of a backup: what it is of. */
export type Head = z.output<typeof head>;
/** The last part of a backup: what must be in it, each part by its name. */
export type Contents = z.output<typeof contents>;
export type PartSum = z.output<typeof part>;

export const headName = "backup.json";
export const contentsName = "contents.json";

/** The head in `text`; null when it is none. A later format is given back as no more than the version that wrote it. */
export function headIn(text: string): Head | { newer: string } | null {
  const read = jsonIn(text);
  const other = z.object({ format: z.number().gt(format), version: z.string() }).safeParse(read);
  if (other.success) return { newer: other.data.version };
  return head.safeParse(read).data ?? null;
}

export function contentsIn(text: string): Contents | null {
  return contents.safeParse(jsonIn(text)).data ?? null;
}

/** The part with a table's rows, as `COPY … TO STDOUT` writes them. */
export function tablePart(table: string): string {
  return `tables/${table}`;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
