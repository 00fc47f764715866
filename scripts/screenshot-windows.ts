import type { Id, Instant } from "@/domain/facts";
import type { ExpectedEffect } from "@/domain/status";
import { cancelMaintenance, changeMaintenance, extendMaintenance, scheduleMaintenance } from "@/server/maintenance";
import {
  beginMaintenance,
  completeMaintenance,
  postMaintenanceUpdate,
  turnIntoIncident,
} from "@/server/maintenance-course";
import { recordPastMaintenance } from "@/server/past-maintenance";
import { scheduleSeries } from "@/server/series";
import { windowTick } from "@/server/window-clock";
import { by, open, type Product, product } from "./screenshot-product";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

type Scene = (now: Instant) => Promise<string[]>;

/** Planned work, in minutes from now. */
export type Work = { from: number; to: number; ahead: number; effect: ExpectedEffect };

const said = {
  name: "Database upgrade",
  message:
    "We move Harvest to newer database servers.\n\n- Running timers keep running.\n- You can’t edit entries meanwhile.\n- The apps keep what you enter, and send it afterwards.",
};

function planned({ harvest, api }: Product, now: Instant, { from, to, effect }: Work) {
  const components = [
    { componentId: harvest, effect },
    { componentId: api, effect: effect === "none" ? effect : ("slow" as const) },
  ];
  return { ...said, components, autoComplete: false, startAt: now + from * minute, endAt: now + to * minute };
}

async function announce(made: Product, now: Instant, work: Work): Promise<Id> {
  const plan = planned(made, now, work);
  return (await scheduleMaintenance(by, plan, plan.startAt - work.ahead * minute)).id;
}

const pages = (id: Id) => ["/", `/maintenance/${id}`];

/** Work that goes by its plan. */
export async function work(now: Instant, plan: Work): Promise<string[]> {
  return pages(await announce(await product(now), now, plan));
}

/** What happens to work that was announced three days ahead. */
type Course = (id: Id, now: Instant, made: Product) => Promise<unknown>;

function course(times: { from: number; to: number }, then: Course): Scene {
  return async (now) => {
    const made = await product(now);
    const id = await announce(made, now, { ...times, ahead: 3 * 1440, effect: "down" });
    await then(id, now, made);
    return pages(id);
  };
}

async function say(id: Id, at: Instant, status: "scheduled" | "in_progress" | "verifying", body: string) {
  await postMaintenanceUpdate(by, { maintenanceId: id, status, body }, at);
}

const half = (id: Id, at: Instant) => say(id, at, "in_progress", "The first half is done, all as planned.");
const checking = (id: Id, at: Instant) =>
  say(id, at, "verifying", "The new servers are in place. We are making sure that everything works.");

async function complete(maintenanceId: Id, at: Instant): Promise<void> {
  const body = "Everything is back, a little faster than before. Thank you for your patience.";
  await completeMaintenance(by, { maintenanceId, body }, at);
}

/** Work every week, and more that is to come. */
async function toCome(now: Instant): Promise<string[]> {
  const made = await product(now);
  const id = await announce(made, now, { from: 5 * 1440, to: 5 * 1440 + 120, ahead: 8 * 1440, effect: "down" });
  const components = [{ componentId: made.api, effect: "slow" as const }];
  const startsLocal = `${new Date(now - 12 * day).toISOString().slice(0, 10)}T22:00`;
  await scheduleSeries(
    by,
    {
      name: "Weekly restart",
      message: "Requests may take a few seconds longer.",
      components,
      autoComplete: true,
      timeZone: "America/New_York",
      startsLocal,
      durationMinutes: 30,
      rule: "FREQ=WEEKLY;COUNT=6",
      leadMinutes: 40 * 1440,
    },
    now - 20 * day,
  );
  await windowTick(now - 13 * day);
  for (const [index, name] of ["New mail servers", "Renewal of certificates", "Move of backups"].entries()) {
    const startAt = now + (9 + 2 * index) * day;
    const plan = { name, message: "You should not notice it.", startAt, endAt: startAt + hour };
    const quiet = [{ componentId: made.mail, effect: "none" as const }];
    await scheduleMaintenance(by, { ...plan, components: quiet }, now - day);
  }
  return pages(id);
}

async function recorded(now: Instant): Promise<string[]> {
  const made = await product(now);
  const { autoComplete: _, ...plan } = planned(made, now - 9 * day, { from: 0, to: 120, ahead: 0, effect: "down" });
  return pages((await recordPastMaintenance(by, plan, now - 8 * day)).id);
}

/** What became of planned work, by the name of its picture. */
export const windowScenes: Record<string, Scene> = {
  "work-to-come": toCome,
  "work-moved": course({ from: 2 * 1440, to: 2 * 1440 + 120 }, async (maintenanceId, now, made) => {
    const plan = planned(made, now + 2 * day, { from: 1440, to: 1440 + 180, ahead: 0, effect: "down" });
    await changeMaintenance(by, { maintenanceId, seen: null, ...plan }, now - 20 * hour);
  }),
  "work-extended": course({ from: -80, to: 40 }, async (maintenanceId, now) => {
    await half(maintenanceId, now - 40 * minute);
    await extendMaintenance(by, { maintenanceId, endAt: now + 100 * minute }, now - 25 * minute);
  }),
  "work-checking": course({ from: -110, to: 10 }, async (id, now) => {
    await half(id, now - 60 * minute);
    await checking(id, now - 5 * minute);
  }),
  "work-completed": course({ from: -200, to: -80 }, async (id, now) => {
    await half(id, now - 140 * minute);
    await checking(id, now - 100 * minute);
    await complete(id, now - 88 * minute);
  }),
  "work-ended": course({ from: -200, to: -80 }, async (id, now, { api }) => {
    const components = [{ componentId: api, status: "partial_outage" as const }];
    await open(now - 110 * minute, { name: "API fails in part", body: "We are looking into it.", components });
    await complete(id, now - 88 * minute);
  }),
  "work-cancelled": course({ from: 600, to: 720 }, async (maintenanceId, now) => {
    const reason = "The new servers arrive a week later than we were told.";
    await cancelMaintenance(by, { maintenanceId, reason }, now - 3 * hour);
  }),
  "work-became-outage": course({ from: -150, to: -30 }, async (maintenanceId, now, { harvest }) => {
    await half(maintenanceId, now - 100 * minute);
    const body = "The upgrade is not finished, and Harvest is still down. We are bringing the old servers back.";
    const components = [{ componentId: harvest, status: "major_outage" as const }];
    const told = { name: "Database upgrade went wrong", effect: "You can’t reach Harvest", body, components };
    await turnIntoIncident(by, { maintenanceId, ...told }, now - 22 * minute);
  }),
  "work-begun-early": course({ from: 20, to: 140 }, (maintenanceId, now) =>
    beginMaintenance(by, { maintenanceId }, now - 10 * minute),
  ),
  "work-recorded": recorded,
};
