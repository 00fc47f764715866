import { z } from "zod";
import type { Journalled } from "@/domain/journal";
import { impacts, incidentComponentStatuses, incidentStatuses } from "@/domain/status";

const format = 1;
const id = z.string().regex(/^[a-z0-9]{1,64}$/);
const instant = z.number().int();
const states = z.array(z.object({ componentId: id, status: z.enum(incidentComponentStatuses) }));

const schema = z.object({
  format: z.literal(format),
  id,
  incidentId: id,
  opens: z
    .object({ name: z.string(), impactOverride: z.enum(impacts).nullable(), limitedDetail: z.boolean() })
    .nullable(),
  postedAt: instant,
  draft: z.object({
    status: z.enum(incidentStatuses),
    happenedAt: instant,
    nextUpdateBy: instant.nullable(),
    components: states,
    takeOffline: z.array(id),
    backOnline: states,
    reopen: z.boolean(),
    body: z.string(),
    effect: z.string().nullable(),
    scope: z.string().nullable(),
    reason: z.string(),
  }),
  /** The updates of the incident that its writer could know of. */
  knows: z.array(id),
  actor: z.object({ kind: z.enum(["staff", "token", "system"]), id: z.string().nullable(), name: z.string() }),
  /** What makes the post count once, as `write` keeps it. */
  key: z.string(),
});

/** A post in the journal: what was said, by whom, and what makes it count once. */
export type Entry = Journalled & Pick<z.output<typeof schema>, "actor" | "key" | "knows">;

export function writtenEntry(entry: Entry): string {
  return `${JSON.stringify({ format, ...entry })}\n`;
}

/** The entry in a file's text; null when it is none that this version can read. */
export function readEntry(text: string): Entry | null {
  try {
    const { format: _, ...entry } = schema.parse(JSON.parse(text));
    return entry;
  } catch {
    return null;
  }
}
