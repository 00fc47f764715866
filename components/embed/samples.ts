import type { Instant } from "@/domain/facts";
import { words } from "@/messages/words";
import type { CandorItem, CandorStatus } from "../widget/widget";

export const sampleModes = ["outage", "maintenance", "upcoming", "operational", "unknown"] as const;
export type SampleMode = (typeof sampleModes)[number];

/** Whose status a sample tells: the page, its address with a slash at the end, and one component of it. */
export type SampleOf = { page: string; url: string; component: { id: string; name: string } };

const minute = 60_000;
const hour = 60 * minute;
const stamp = (at: Instant) => new Date(at).toISOString();

/** What the widget would be told at `now`, were it so. */
export function sampleStatus(mode: SampleMode, of: SampleOf, now: Instant): CandorStatus {
  const t = words();
  const incidents = mode === "outage" ? [outage(of, now)] : [];
  const maintenances = mode === "maintenance" ? [work(of, now - 20 * minute, now)] : [];
  const upcoming = mode === "upcoming" ? [work(of, now + 18 * hour, now)] : [];
  const item = incidents[0] ?? maintenances[0];
  const label = item?.label ?? null;
  return {
    version: 1,
    page: { name: of.page, url: of.url },
    mode: mode === "upcoming" ? "operational" : mode,
    last_known: mode === "unknown" ? "operational" : null,
    label,
    label_text: label === null ? t("headline.clear") : t(`label.${label}`),
    headline: item?.effect ?? t("headline.clear"),
    components: [of.component.id],
    incidents,
    maintenances,
    upcoming,
    updated_at: stamp(now),
    as_of: mode === "unknown" ? stamp(now - 25 * minute) : null,
    valid_until: null,
  };
}

type Worst = Pick<CandorItem, "status" | "worst" | "label" | "label_text">;

const base = { note: null, next_update_by: null, until: null };

function outage({ url, component }: SampleOf, now: Instant): CandorItem {
  const t = words();
  const state: Worst = {
    status: "major_outage",
    worst: "major_outage",
    label: "outage",
    label_text: t("label.outage"),
  };
  return {
    ...base,
    ...state,
    id: "sample-outage",
    kind: "incident",
    url,
    name: t("embed.sample.outage", { name: component.name }),
    effect: t("embed.sample.outage", { name: component.name }),
    components: [{ id: component.id, ...state }],
    since: stamp(now - 25 * minute),
    next_update_by: stamp(now + 20 * minute),
    update: {
      id: `sample-${now}`,
      at: stamp(now - 10 * minute),
      status: "identified",
      text: t("embed.sample.outageText"),
    },
  };
}

function work({ url, component }: SampleOf, startAt: Instant, now: Instant): CandorItem {
  const t = words();
  const effect = startAt > now ? "effectAhead" : "effectOn";
  const state: Worst = {
    status: "major_outage",
    worst: "major_outage",
    label: "maintenance",
    label_text: t("label.maintenance"),
  };
  return {
    ...base,
    ...state,
    id: "sample-work",
    kind: "maintenance",
    url,
    name: t("embed.sample.work"),
    effect: t(`window.${effect}.down`, { names: component.name, count: 1 }),
    components: [{ id: component.id, ...state }],
    since: stamp(startAt),
    until: stamp(startAt + 2 * hour),
    update: { id: `sample-${now}`, at: stamp(now), status: "scheduled", text: t("embed.sample.workText") },
  };
}
