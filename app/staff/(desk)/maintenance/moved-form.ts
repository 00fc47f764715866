const move = /^move (\S+) (\S+)$/;

/** The form with the times that were offered, where that was asked for without JavaScript: it comes back, unsent. */
export function movedForm(form: FormData): FormData | null {
  const [, startAt, endAt] = move.exec(String(form.get("intent") ?? "")) ?? [];
  if (!startAt || !endAt) return null;
  const moved = new FormData();
  for (const [name, value] of form) if (!/^(startAt|endAt)/.test(name)) moved.append(name, value);
  moved.set("startAt", startAt);
  moved.set("endAt", endAt);
  moved.set("intent", "preview");
  return moved;
}
