/** Fills `{{component}}` and `{{since}}`; what is not given stays as it is, for staff to see. */
export function fillTemplate(text: string, values: { component?: string; since?: string }): string {
  return text.replace(/\{\{\s*(component|since)\s*\}\}/g, (whole, key: "component" | "since") => values[key] ?? whole);
}
