import { z } from "zod";
import { componentStatuses } from "@/domain/status";

/** What requests bring, by the names that they have on the wire. OpenAPI is made from these too. */
export const inputs = z.registry<{ id: string }>();

export const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, { error: `Choose one of: ${values.filter(Boolean).join(", ")}.` });

/** Forms send words. */
export const flag = z
  .union([z.boolean(), z.enum(["true", "false", "1", "0"])], { error: "Say true or false." })
  .transform((given) => given === true || given === "true" || given === "1");

export const text = z.string({ error: "Send a text." });

export const time = z.iso
  .datetime({ offset: true, error: "Send a time with its offset, such as 2026-11-27T14:36:00Z." })
  .transform((given) => Date.parse(given));

export const day = z.iso.date({ error: "Send a date, such as 2026-11-27." });

export const ids = z
  .array(z.string(), { error: "Send a list of component ids." })
  .transform((list) => list.filter((each) => each !== ""));

export const stateOrNothing = z.enum([...componentStatuses, ""], {
  error: `Choose one of: ${componentStatuses.join(", ")}.`,
});

export const states = z
  .union([z.record(z.string(), stateOrNothing), z.array(z.string())], {
    error: `Send an object of component ids, each with one of: ${componentStatuses.join(", ")}.`,
  })
  .describe("The state of each component by its id. A list of ids names components without a state.");

export const ignored = z.unknown().optional().describe("Taken for the sake of old clients, and not kept.");
