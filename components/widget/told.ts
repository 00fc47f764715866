// What of the page's status is told to one product. Pure: the moment is given.
import type { CandorComponentStatus, CandorItem, CandorLabel, CandorMode, CandorStatus } from "./widget";

export type Choices = {
  /** Null for all. */
  components: string[] | null;
  threshold: CandorComponentStatus;
  upcomingMs: number;
  isBadge: boolean;
  /** Whether something is shown when all is well. */
  isAlways: boolean;
};

export type Told = { mode: CandorMode; label: CandorLabel | null; items: CandorItem[] };

const ranks: (string | null)[] = [
  "operational",
  "under_maintenance",
  "degraded_performance",
  "partial_outage",
  "major_outage",
];
export const rank = (status: string | null): number => ranks.indexOf(status);

/** The item as it is for these components; null where it is about others only. */
function scoped(item: CandorItem, ids: string[] | null): CandorItem | null {
  if (!ids || !item.components.length) return item;
  const mine = item.components.filter(({ id }) => ids.includes(id));
  const [first, ...others] = mine.sort((a, b) => rank(b.status) - rank(a.status) || rank(b.worst) - rank(a.worst));
  if (!first) return null;
  const worst = others.reduce((sofar, each) => (rank(each.worst) > rank(sofar) ? each.worst : sofar), first.worst);
  return { ...item, ...first, id: item.id, worst };
}

export const isComing = ({ kind, since }: CandorItem, now: number): boolean =>
  kind === "maintenance" && Date.parse(since ?? "") > now;

/** The truth about the components, and what of it is shown. */
export function toldOf(status: CandorStatus, choices: Choices, now: number): Told {
  const mine = (items: CandorItem[]) => items.flatMap((item) => scoped(item, choices.components) ?? []);
  const felt = (items: CandorItem[]) => items.filter(({ label }) => label);
  const incidents = mine(status.incidents).sort((a, b) => rank(b.status) - rank(a.status));
  const maintenances = mine(status.maintenances);
  const [bad, work] = [felt(incidents), felt(maintenances)];
  const mode = bad[0] ? "outage" : work[0] ? "maintenance" : "operational";
  const label = (bad[0] ?? work[0])?.label ?? null;
  if (choices.isBadge) return { mode, label, items: [...bad, ...work, ...incidents, ...maintenances].slice(0, 1) };
  const near = status.upcoming.filter(({ since }) => Date.parse(since ?? "") - now < choices.upcomingMs);
  const all = [...bad, ...work, ...felt(mine(near))];
  const shown = all.filter(({ worst }) => rank(worst) >= rank(choices.threshold));
  return { mode, label, items: choices.isAlways && !shown[0] ? all : shown };
}

export function choicesOf(attribute: (name: string) => string | null): Choices {
  const ids = attribute("components")?.match(/[^\s,]+/g) ?? null;
  const threshold = attribute("threshold") as CandorComponentStatus;
  const [, count = 24, unit] = /^(\d+)([hd]?)$/.exec(attribute("upcoming") ?? "") ?? [];
  return {
    components: ids,
    threshold: rank(threshold) > 0 ? threshold : "degraded_performance",
    upcomingMs: Number(count) * (unit === "d" ? 24 : 1) * 3_600_000,
    isBadge: attribute("mode") === "badge",
    isAlways: (attribute("show-operational") ?? "false") !== "false",
  };
}
