// What of the page's status is told to one product. Pure: the moment is given.
import type { CandorItem, CandorItemComponent, CandorLabel, CandorMode, CandorStatus } from "./widget";

export type Choices = {
  /** Null for all. */
  components: string[] | null;
  /** How bad it is at least. */
  threshold: number;
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

/** Puts the worst first. */
const by =
  (key: "status" | "worst") =>
  (a: CandorItemComponent, b: CandorItemComponent): number =>
    rank(b[key]) - rank(a[key]);

/** The item as it is for these components; none where it is about others only. */
function scoped(item: CandorItem, ids: string[] | null): CandorItem[] {
  if (!ids || !item.components.length) return [item];
  const mine = item.components.filter(({ id }) => ids.includes(id)).sort(by("worst"));
  const worst = mine[0]?.worst;
  return mine
    .sort(by("status"))
    .slice(0, 1)
    .map((first) => ({ ...item, ...first, id: item.id, worst: worst ?? first.worst }));
}

/** How far ahead its start is. */
const aheadMs = ({ since }: CandorItem, now: number) => Date.parse(since ?? "") - now;

export const isComing = (item: CandorItem, now: number): boolean =>
  item.kind === "maintenance" && aheadMs(item, now) > 0;

/** The truth about the components, and what of it is shown. */
export function toldOf(status: CandorStatus, choices: Choices, now: number): Told {
  const { components } = choices;
  const mine = (items: CandorItem[]) => items.flatMap((item) => scoped(item, components));
  const felt = (items: CandorItem[]) => items.filter(({ label }) => label);
  const incidents = mine(status.incidents).sort(by("status"));
  const coming = status.upcoming.filter((item) => isComing(item, now));
  const begun = status.upcoming.filter((item) => !coming.includes(item));
  const maintenances = mine([...status.maintenances, ...begun]);
  const [bad, work] = [felt(incidents), felt(maintenances)];
  // Of what is not there nobody knows that it is well.
  const isThere = components?.every((id) => status.components.includes(id)) ?? true;
  const mode = bad[0] ? "outage" : work[0] ? "maintenance" : isThere ? "operational" : "unknown";
  const label = (bad[0] ?? work[0])?.label ?? null;
  if (choices.isBadge) return { mode, label, items: [...bad, ...work, ...incidents, ...maintenances].slice(0, 1) };
  const near = coming.filter((item) => aheadMs(item, now) < choices.upcomingMs);
  const all = [...bad, ...work, ...felt(mine(near))];
  const shown = all.filter(({ worst }) => rank(worst) >= choices.threshold);
  return { mode, label, items: choices.isAlways && !shown[0] ? all : shown };
}

export function choicesOf(attribute: (name: string) => string | null): Choices {
  const ids = attribute("components")?.match(/[^\s,]+/g) ?? null;
  const [, count = 24, unit] = /^(\d+)([hd]?)$/.exec(attribute("upcoming") ?? "") ?? [];
  return {
    components: ids,
    threshold: Math.max(rank("degraded_performance"), rank(attribute("threshold"))),
    upcomingMs: Number(count) * (unit === "d" ? 24 : 1) * 3_600_000,
    isBadge: attribute("mode") === "badge",
    isAlways: (attribute("show-operational") ?? "false") !== "false",
  };
}
