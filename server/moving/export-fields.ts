import { z } from "zod";
import { isTimeZone } from "@/domain/zone";

/** A time, `2016-07-26T14:00:00.000Z` in the file, as the database has it. */
export const time = z.codec(z.iso.datetime({ precision: 3 }), z.date(), {
  decode: (text) => new Date(text),
  encode: (date) => date.toISOString(),
});
export const id = z.string().regex(/^[a-z0-9]{1,64}$/, { error: "An id has small letters and digits only." });
export const text = z.string().refine((given) => !given.includes("\0"), { error: "PostgreSQL takes no NUL." });
export const whole = z.int();
export const zone = text.refine(isTimeZone, { error: "There is no such time zone." });
export const link = text.refine((given) => /^(?:https?|mailto):$/.test(URL.parse(given)?.protocol ?? ""), {
  error: "A link begins with https://, http:// or mailto:.",
});
export const told = z.record(z.string(), z.unknown());
