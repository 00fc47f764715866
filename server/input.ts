import { z } from "zod";
import type { Instant } from "@/domain/facts";
import { InvalidInput } from "./refusal";

/** What the schema makes of the input; throws `InvalidInput` with the first sentence for each top-level field. */
export function parse<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const fields: Record<string, string> = {};
  for (const { path, message } of result.error.issues) fields[String(path[0] ?? "form")] ??= message;
  throw new InvalidInput(fields);
}

/** PostgreSQL takes no NUL, JSON no half of a surrogate pair. */
export function storable(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replaceAll("\0", "")
    .replace(/\p{Cs}/gu, "\uFFFD");
}

function limited(what: string, most: number) {
  return z
    .string({ error: `Write ${what}.` })
    .transform(storable)
    .refine((text) => text.length <= most, {
      error: ({ input }) =>
        `This has ${String(input).length.toLocaleString("en")} characters; shorten it to ${most.toLocaleString("en")}.`,
    });
}

/** A line that must be there. */
export function line(what: string, most: number) {
  return limited(what, most)
    .transform((text) => text.replace(/\s+/g, " ").trim())
    .refine((text) => text !== "", { error: `Write ${what}.` });
}

/** A line that may be absent (undefined), left alone (null) or empty (""). */
export function optionalLine(what: string, most: number) {
  return limited(what, most)
    .transform((text) => text.replace(/\s+/g, " ").trim())
    .nullish();
}

/** Markdown that must be there; stored as it was written. */
export function prose(what: string, most: number) {
  return limited(what, most).refine((text) => text.trim() !== "", { error: `Write ${what}.` });
}

/** Markdown that may be absent or empty, which is null. */
export function optionalProse(what: string, most: number) {
  return limited(what, most)
    .nullish()
    .transform((text) => (text?.trim() ? text : null));
}

/** An id that can't exist stays one that isn't found, whatever was sent. */
export const id = z
  .string({ error: "Say which one." })
  .transform((text) => (/^[a-z0-9]{1,64}$/.test(text) ? text : "-"));

export const earliest: Instant = Date.UTC(2000, 0, 1);
const latest: Instant = Date.UTC(2200, 0, 1);

export function instant(what: string) {
  const error = `Give ${what} as a date and a time.`;
  return z.number({ error }).int({ error }).min(earliest, { error }).max(latest, { error });
}

/** What a form or a request sends to be taken once only. */
export const key = z.string().min(1).max(200).optional();
