import type { z } from "zod";

/** Where a document is not as it should be, and how: `incidents[3].updates[0].status: Invalid option: …`. */
export function faultIn(error: z.ZodError): string {
  const [issue] = error.issues;
  if (!issue) return "it is not as it should be";
  const path = issue.path.map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`)).join("");
  return `${path.replace(/^\./, "") || "the whole"}: ${issue.message}`;
}
