import { expect, test } from "vitest";
import { database } from "@/server/database";
import { cancelMaintenance, changeMaintenance, extendMaintenance, scheduleMaintenance } from "@/server/maintenance";
import {
  beginMaintenance,
  completeMaintenance,
  postMaintenanceUpdate,
  turnIntoIncident,
} from "@/server/maintenance-course";
import { changeMaintenanceSettings } from "@/server/maintenance-settings";
import { recordPastMaintenance } from "@/server/past-maintenance";
import { changeSeries, endSeries, scheduleSeries, skipOccurrence } from "@/server/series";
import { openUnannouncedWork } from "@/server/unannounced-work";
import { windowTick } from "@/server/window-clock";
import { addComponent, day, eventRecorder, hour, minute, owner, start, testScene } from "./scene";
import { down, plan } from "./work";

testScene();

/** A component, whose event is not one of those that are counted. */
async function component(): Promise<string> {
  const id = await addComponent("Web", start - 3 * day);
  await database().event.deleteMany();
  await database().page.update({ where: { id: "page" }, data: { revision: 0 } });
  return id;
}

test("every command about work leaves exactly one event, at its own revision", async () => {
  const leaves = eventRecorder();
  const work = { ...plan, ...down(await component()) };
  const before = start - 2 * day;
  const schedule = () => leaves("maintenance.scheduled", scheduleMaintenance(owner, work, before));
  const { id: maintenanceId } = await schedule();
  const anew = { ...work, maintenanceId, seen: 1, name: "Long move" };
  await leaves("maintenance.changed", changeMaintenance(owner, anew, before));
  const longer = { maintenanceId, endAt: start + 2 * hour };
  await leaves("maintenance.changed", extendMaintenance(owner, longer, before));
  await leaves("maintenance.begun", beginMaintenance(owner, { maintenanceId }, start - minute));
  const update = postMaintenanceUpdate(owner, { maintenanceId, body: "Half." }, start);
  await leaves("maintenance.updated", update);
  await leaves("maintenance.completed", completeMaintenance(owner, { maintenanceId, body: "Moved." }, start));
  const cancelled = { maintenanceId: (await schedule()).id, reason: "Not now." };
  await leaves("maintenance.cancelled", cancelMaintenance(owner, cancelled, before));
  const turned = { maintenanceId: (await schedule()).id, name: "Errors", body: "It failed.", components: [] };
  await leaves("maintenance.became_incident", turnIntoIncident(owner, turned, start + minute));
  await leaves("maintenance.recorded", recordPastMaintenance(owner, work, start + day));
  await leaves("page.maintenance_changed", changeMaintenanceSettings(owner, { graceMinutes: 45 }, start + day));
  const patch = { name: "Patch", message: "We patch.", components: work.components };
  await leaves("incident.opened", openUnannouncedWork(owner, patch, start + day));
});

test("every command about a series, and what the clock makes of it, leaves exactly one event", async () => {
  const leaves = eventRecorder();
  const at = (time: string) => Date.parse(`${time}:00Z`);
  const times = { timeZone: "UTC", startsLocal: "2098-01-06T02:00", durationMinutes: 60, leadMinutes: 1440 };
  const words = { name: "Upkeep", message: "We restart.", autoComplete: true };
  const series = { ...times, ...words, ...down(await component()), rule: "FREQ=WEEKLY;COUNT=5" };
  const { id: seriesId } = await leaves("series.scheduled", scheduleSeries(owner, series, start));
  await leaves("series.changed", changeSeries(owner, { ...series, seriesId, seen: 1 }, start));
  const skipped = skipOccurrence(owner, { seriesId, occurrence: "2098-01-13T02:00" }, start);
  await leaves("series.occurrence_skipped", skipped);
  await leaves("maintenance.scheduled", windowTick(at("2098-01-05T02:00")));
  await leaves("maintenance.ended_automatically", windowTick(at("2098-01-06T03:00")));
  await leaves("series.occurrence_left_out", windowTick(at("2098-01-20T01:30")));
  await leaves("series.ended", endSeries(owner, { seriesId }, start));
  const actors = await database().event.findMany({ select: { actorKind: true } });
  expect(actors.map(({ actorKind }) => actorKind)).toEqual([
    "staff",
    "staff",
    "staff",
    "system",
    "system",
    "system",
    "staff",
  ]);
});
