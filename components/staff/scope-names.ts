/** What a token may do, in the words of the form. */
export const scopeOptions = [
  { value: "read", label: "Read", hint: "Everything that the API gives. Every token may." },
  { value: "incidents", label: "Incidents", hint: "Opens, updates and withdraws incidents; publishes notices." },
  { value: "maintenance", label: "Maintenance", hint: "Plans and ends work, mutes alerts about holding pages." },
  { value: "components", label: "Components", hint: "Adds, changes and archives components, and sets their state." },
  { value: "subscribers", label: "Subscribers", hint: "For when this page tells subscribers. So far it adds nothing." },
  { value: "all", label: "All of it", hint: "All of these, and the page’s own settings. Never people." },
];

const names = new Map(scopeOptions.map(({ value, label }) => [value, label]));

/** "Read, Incidents"; a token of an earlier version has permissions of other names. */
export function scopeNames(scopes: readonly string[]): string {
  return scopes.map((scope) => names.get(scope) ?? scope).join(", ");
}
