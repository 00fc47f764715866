/** A moment, or a time up to `end`, as the visitor's own clock and language have it, with its day where that is not today. */
export function timeOf(stamp: string, now: number, end = stamp): string {
  const [from, to] = [new Date(stamp), new Date(end)];
  const today = new Date(now).toDateString();
  const isToday = [from, to].every((each) => each.toDateString() === today);
  const day = isToday ? {} : ({ weekday: "short", day: "numeric", month: "short" } as const);
  return new Intl.DateTimeFormat(undefined, { ...day, hour: "numeric", minute: "2-digit" }).formatRange(from, to);
}

/** Puts values in a message's places. */
export function fill(message: string, values: Record<string, string | number | undefined>): string {
  return message.replace(/\{(\w+)\}/g, (_, name: string) => `${values[name]}`);
}
