import type { Announcement, Incident, Instant, Maintenance } from "@/domain/facts";
import { type ExpectedEffect, type IncidentComponentStatus, statusOfEffect } from "@/domain/status";
import { announcement, day, hour, incident, maintenance, minute, noon, post, update } from "./facts";

export type Condition = { name: string; window: Maintenance; incidents: Incident[] };

/** Planned for the hour before noon and the hour after it, unless a condition says otherwise. */
const begin = noon - hour;
const end = noon + hour;
const ahead = begin - 3 * day;
const at = (minutes: number): Instant => noon + minutes * minute;

type Over = Parameters<typeof maintenance>[1];
type Said = [announcedAt: Instant, from: Instant, to: Instant, over?: Partial<Announcement>];

/** A window in every condition that it can be in at noon, with that effect on one component. */
export function conditions(effect: ExpectedEffect): Condition[] {
  const plan = ([announcedAt, from, to, over]: Said) => announcement(announcedAt, from, to, { harvest: effect }, over);
  const told = (said: Said[], over: Over = {}) => maintenance(said.map(plan), over);
  const of = (announcements: Announcement[], over: Over = {}) => maintenance(announcements, over);
  const first = plan([ahead, begin, end]);
  const loose = { noticeMinutes: 60, shortNoticeMinutes: 5 };
  const strict = { noticeMinutes: 7 * 1440, shortNoticeMinutes: 5 * 1440 };
  const windows: Record<string, Maintenance> = {
    "to come": told([[ahead, at(60), at(120)]]),
    "announced in full": told([[ahead, begin, end]]),
    "announced at short notice": told([[begin - 3 * hour, begin, end]]),
    "announced too late": told([[begin - 5 * minute, begin, end]]),
    "begun early by hand": told([[ahead, at(30), end]], { actualStart: at(-30) }),
    "begun early by hand, its start now past": told([[ahead, begin, end]], { actualStart: begin - hour }),
    "postponed in time": told([
      [ahead, begin - hour, begin],
      [begin - 90 * minute, begin, end],
    ]),
    "postponed, to come": told([
      [ahead, begin, end],
      [begin - 5 * minute, at(90), at(150)],
    ]),
    "postponed after it began": told([
      [ahead, begin, end],
      [at(-30), at(60), at(120)],
    ]),
    "moved to now": told([
      [ahead, at(30), end],
      [at(-10), at(-10), end],
    ]),
    "a component added late": of([first, announcement(at(-30), begin, end, { harvest: effect, forecast: effect })]),
    "a component added in time": of([
      first,
      announcement(begin - 2 * hour, begin, end, { harvest: effect, forecast: effect }),
    ]),
    "a worse effect announced late": of([
      announcement(ahead, begin, end, { harvest: "none" }),
      plan([at(-30), begin, end]),
    ]),
    "a milder effect announced late": of([
      announcement(ahead, begin, end, { harvest: "down" }),
      plan([at(-30), begin, end]),
    ]),
    shortened: told([
      [ahead, begin, end],
      [at(-30), begin, at(-10)],
    ]),
    "shortened and extended again": told([
      [ahead, begin, end],
      [at(-40), begin, at(-20)],
      [at(-30), begin, end],
    ]),
    "extended in time": told([
      [ahead, begin, at(-10)],
      [begin - 30 * minute, begin, end],
    ]),
    "extended too late": told([
      [ahead, begin, at(-10)],
      [at(-20), begin, end],
    ]),
    "extended too late, past its grace": told([
      [ahead, begin, at(-35)],
      [at(-40), begin, end],
    ]),
    "extended again and again": told([
      [ahead, begin, at(-40)],
      [at(-45), begin, at(5)],
      [at(-40), begin, at(30)],
      [at(-35), begin, end],
    ]),
    "running late": told([[ahead, begin, at(-5)]]),
    "past its grace": told([[ahead, begin, at(-30)]]),
    "to end by itself": told([[ahead, begin, at(-5)]], { autoComplete: true }),
    "to end by itself, extended too late": told(
      [
        [ahead, begin, at(-20)],
        [at(-25), begin, at(-5)],
      ],
      { autoComplete: true },
    ),
    "announced too late, to end by itself": told([[begin, begin, at(-5)]], { autoComplete: true }),
    "completed early": told([[ahead, begin, end]], { actualEnd: at(-5) }),
    "completed late": told([[ahead, begin, at(-45)]], { actualEnd: at(-5) }),
    "cancelled before it began": told([[ahead, begin, end]], { cancelled: { at: begin - hour, reason: "not needed" } }),
    "cancelled after it began": told([[ahead, begin, end]], { cancelled: { at: at(-20), reason: "not needed" } }),
    "recorded afterwards": told([[at(-5), begin, at(-30)]], { imported: true, actualEnd: at(-30) }),
    verifying: told([[ahead, begin, end]], { updates: [post(at(-10), "verifying")] }),
    "verifying and late": told([[ahead, begin, at(-5)]], { updates: [post(at(-10), "verifying")] }),
    "an occurrence of a series": told([[ahead, begin, end]], { seriesId: "series000001" }),
    "announced when less notice was asked": told([[begin - 90 * minute, begin, end, loose]]),
    "announced when more notice was asked": told([[ahead, begin, end, strict]]),
  };
  const alone = Object.entries(windows).map(([name, window]) => ({ name, window, incidents: [] }));
  return [...alone, ...turned(effect, plan)];
}

/** Told as an incident: by staff while it ran, or by the clock once its grace was over. */
function turned(effect: ExpectedEffect, plan: (said: Said) => Announcement): Condition[] {
  const harvest = statusOfEffect(effect) as IncidentComponentStatus;
  const of = (name: string, from: Instant, incidentAt: Instant, to: Instant, mended: boolean): Condition => {
    const window = maintenance([plan([ahead, begin, to])], { incidentAt });
    const first = update(from, "investigating", { harvest }, { postedAt: incidentAt });
    const updates = mended ? [first, update(at(-5), "resolved")] : [first];
    return { name, window, incidents: [incident(updates, { maintenanceId: window.id })] };
  };
  return [
    of("turned into an incident", at(-20), at(-20), end, false),
    of("turned into an incident by the clock", at(-50), at(-20), at(-50), false),
    of("turned into an incident that is resolved", at(-20), at(-20), end, true),
  ];
}
