import type { Announcement, Facts, Instant, Maintenance } from "@/domain/facts";
import { componentStatuses, expectedEffects } from "@/domain/status";
import { minute } from "./facts";

/** The rules about planned work told once more, by walking through time; everything in it happens on this step. */
export const step = 5 * minute;

export type Expected = {
  at: Instant;
  mode: "outage" | "maintenance" | "operational";
  /** Only in the mode `maintenance`. */
  label: "running_late" | "maintenance_short_notice" | "maintenance" | null;
  components: Record<string, { planned: boolean; offline: boolean }>;
  running: string[];
};

type Promised = { notice: "full" | "short" | null; wellFrom: Instant };
/** By component, rank of the effect, and moment. */
type Ledger = Map<string, Promised[]>;
type Walk = {
  window: Maintenance;
  plan: Announcement | null;
  end: Instant;
  ledger: Ledger;
  /** What was promised for a moment when that moment came. */
  kept: Ledger;
  course: "to come" | "running" | "over";
};
type Part = { planned: number; covered: number; notice: "full" | "short" | null; late: boolean };

const ranks = [1, 2, 3];
const statusOfRank = [0, 2, 3, 4];
const keyOf = (id: string, rank: number, at: Instant) => `${id} ${rank} ${at}`;
const rankIn = (plan: Announcement | null, id: string) =>
  expectedEffects.indexOf(plan?.components.find(({ componentId }) => componentId === id)?.effect ?? "none");

export function walk(facts: Facts, from: Instant, to: Instant): Expected[] {
  const ids = facts.components.map(({ id }) => id);
  const moments = Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step);
  const walks = facts.maintenances.map((window): Walk => {
    return { window, plan: null, end: 0, ledger: new Map(), kept: new Map(), course: "to come" };
  });
  const unannounced = new Set<string>();
  return moments.map((at) => {
    for (const each of walks) {
      publish(each, ids, moments, at);
      keep(each, ids, at);
    }
    const before = new Set(unannounced);
    for (const each of walks) advance(facts, each, before, at);
    const running = walks.filter(({ course }) => course === "running");
    const page = ids.map((id) => ({ id, parts: partsOf(facts, running, id, at, true) }));
    unannounced.clear();
    for (const { id, parts } of page) if (parts.some(beyond)) unannounced.add(id);
    return {
      at,
      ...modeOf(facts, page, at),
      components: Object.fromEntries(ids.map((id) => [id, minuteOf(facts, running, id, at)])),
      running: running.map(({ window }) => window.id),
    };
  });
}

const beyond = ({ planned, covered }: Part) => planned > covered;

function publish(each: Walk, ids: string[], moments: Instant[], at: Instant): void {
  const news = each.window.announcements.filter(
    ({ announcedAt }) => announcedAt <= at && announcedAt > (each.plan?.announcedAt ?? Number.NEGATIVE_INFINITY),
  );
  for (const version of news.sort((a, b) => a.announcedAt - b.announcedAt)) {
    const before = each.plan;
    for (const id of ids) for (const rank of ranks) promise(each.ledger, before, version, id, rank, moments);
    const isNewTime = version.startAt >= each.end && version.startAt > version.announcedAt;
    const inTime = version.announcedAt <= each.end - version.shortNoticeMinutes * minute;
    if (!before || version.endAt <= each.end || isNewTime || inTime) each.end = version.endAt;
    each.plan = version;
  }
}

function promise(
  ledger: Ledger,
  before: Announcement | null,
  version: Announcement,
  id: string,
  rank: number,
  moments: Instant[],
): void {
  for (const at of moments) {
    const key = keyOf(id, rank, at);
    if (rankIn(version, id) < rank || at < version.startAt || version.endAt <= at) {
      ledger.delete(key);
      continue;
    }
    const extends_ = before && rankIn(before, id) >= rank && before.endAt <= at && before.endAt > version.startAt;
    const ahead = ((extends_ ? before.endAt : version.startAt) - version.announcedAt) / minute;
    const notice = ahead >= version.noticeMinutes ? "full" : "short";
    const wellFrom = Math.max(version.startAt, version.announcedAt);
    const promised: Promised = { notice: ahead < version.shortNoticeMinutes ? null : notice, wellFrom };
    ledger.set(key, [...(ledger.get(key) ?? []), promised]);
  }
}

function keep({ ledger, kept }: Walk, ids: string[], at: Instant): void {
  for (const id of ids)
    for (const rank of ranks) kept.set(keyOf(id, rank, at), [...(ledger.get(keyOf(id, rank, at)) ?? [])]);
}

/** Begins and ends a window by what has come by then. */
function advance(facts: Facts, each: Walk, unannounced: Set<string>, at: Instant): void {
  const { window, plan } = each;
  const by = (time: Instant | null | undefined) => time != null && time <= at;
  if (!plan || each.course === "over") return;
  if (by(window.cancelled?.at) || by(window.incidentAt) || by(window.actualEnd)) {
    each.course = "over";
    return;
  }
  if (by(window.actualStart) || plan.startAt <= at) each.course = "running";
  const well = ({ componentId: id }: { componentId: string }) => told(facts, id, at) === 0 && !unannounced.has(id);
  const bySelf = plan.autoComplete && plan.endAt === at && each.end === at && plan.components.every(well);
  if (each.course === "running" && bySelf) each.course = "over";
}

function partsOf(facts: Facts, running: Walk[], id: string, at: Instant, grace: boolean): Part[] {
  return running.flatMap((each): Part[] => {
    const { plan, end, kept } = each;
    if (!plan?.components.some(({ componentId }) => componentId === id)) return [];
    const planned = rankIn(plan, id);
    const late = end <= at;
    const none = { planned, covered: 0, notice: null, late };
    if (late && !(grace && at < end + facts.settings.graceMinutes * minute)) return [none];
    const last = late ? end - step : at;
    for (let rank = planned; rank > 0; rank--) {
      for (const notice of ["full", "short"] as const) {
        const promises = kept.get(keyOf(id, rank, last)) ?? [];
        const holds = promises.some((each) => each.notice === notice && wasWell(facts, id, each.wellFrom, last));
        if (holds) return [{ planned, covered: rank, notice, late }];
      }
    }
    return [none];
  });
}

function wasWell(facts: Facts, id: string, from: Instant, until: Instant): boolean {
  for (let at = from; at <= until; at += step) if (told(facts, id, at) <= 1) return true;
  return false;
}

function modeOf(facts: Facts, page: { id: string; parts: Part[] }[], at: Instant): Pick<Expected, "mode" | "label"> {
  const parts = page.flatMap((each) => each.parts);
  const covered = (own: Part[]) => statusOfRank[Math.max(0, ...own.map((part) => part.covered))] ?? 0;
  const unwell = page.some((each) => base(facts, each.id, at) > covered(each.parts));
  const open = facts.incidents.some((told) => claims(told, at) !== null && told.impactOverride !== "none");
  if (open || unwell || parts.some(beyond)) return { mode: "outage", label: null };
  const felt = parts.filter(({ planned }) => planned > 0);
  if (felt.length === 0) return { mode: "operational", label: null };
  if (felt.some(({ late }) => late)) return { mode: "maintenance", label: "running_late" };
  const short = felt.some(({ notice }) => notice === "short");
  return { mode: "maintenance", label: short ? "maintenance_short_notice" : "maintenance" };
}

/** How a minute counts: late ones from the announced end, the others by how they were announced. */
function minuteOf(facts: Facts, running: Walk[], id: string, at: Instant): { planned: boolean; offline: boolean } {
  const parts = partsOf(facts, running, id, at, false);
  const covered = Math.max(0, ...parts.map((part) => part.covered));
  const full = parts.some((part) => part.covered === covered && part.notice === "full");
  const own = Math.max(0, ...facts.incidents.map((incident) => claims(incident, at)?.get(id) ?? 0));
  const work = Math.max(0, ...parts.filter(beyond).map(({ planned }) => statusOfRank[planned] ?? 0));
  const trouble = own > 0 || work > 0 || base(facts, id, at) > (statusOfRank[covered] ?? 0);
  const planned = !trouble && covered > 0 && full;
  const brought = covered > 0 && !full ? (statusOfRank[covered] ?? 0) : 0;
  return { planned, offline: !planned && Math.max(told(facts, id, at), work, brought) === 4 };
}

function told(facts: Facts, id: string, at: Instant): number {
  return Math.max(base(facts, id, at), ...facts.incidents.map((incident) => claims(incident, at)?.get(id) ?? 0));
}

function base(facts: Facts, id: string, at: Instant): number {
  const last = facts.baseChanges.filter(({ componentId, happenedAt }) => componentId === id && happenedAt <= at).at(-1);
  return last ? componentStatuses.indexOf(last.status) : 0;
}

/** What an incident says of its components; null while it is not open. */
function claims({ updates, offline }: Facts["incidents"][number], at: Instant): Map<string, number> | null {
  let said: Map<string, number> | null = null;
  for (const { status, components, happenedAt } of updates) {
    if (happenedAt > at) continue;
    said = status === "resolved" ? null : (said ?? new Map());
    for (const claim of components) said?.set(claim.componentId, componentStatuses.indexOf(claim.status));
  }
  for (const { componentId, from, to } of offline)
    if (from <= at && (to === null || at < to)) said?.set(componentId, statusOfRank.length);
  return said;
}
