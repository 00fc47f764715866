import { describe, expect, test } from "vitest";
import { localIn } from "@/domain/zone";
import { archiveComponent } from "@/server/components";
import { database } from "@/server/database";
import { postUpdate } from "@/server/incidents";
import { loadFacts } from "@/server/load";
import { cancelMaintenance, changeMaintenance } from "@/server/maintenance";
import { listSeries, seriesForEditor } from "@/server/reads";
import { changeSeries, endSeries, scheduleSeries, skipOccurrence } from "@/server/series";
import { windowTick } from "@/server/window-clock";
import { addComponent, day, fieldsOf, hour, minute, open, owner, refusalOf, start, testScene } from "./scene";
import { down, eventTypes, told } from "./work";

testScene();

const week = 7 * day;
/** When the first occurrence begins; the second a week later, the third two weeks later. */
const first = start + 10 * day;
const local = (at: number) => localIn("UTC", at);

const every = {
  name: "Weekly upkeep",
  message: "We restart the machines.",
  autoComplete: true,
  timeZone: "UTC",
  startsLocal: local(first),
  durationMinutes: 60,
  rule: "FREQ=WEEKLY;COUNT=3",
  leadMinutes: 3 * 1440,
};

async function scheduled(over: object = {}): Promise<{ id: string; web: string }> {
  const web = await addComponent("Web", start - 3 * day);
  return { web, ...(await scheduleSeries(owner, { ...every, ...down(web), ...over }, start)) };
}

async function windows() {
  const found = (await loadFacts()).maintenances.map(({ id, seriesId, announcements, cancelled }) => ({
    id,
    seriesId,
    cancelled: cancelled !== null,
    announcedAt: announcements[0]?.announcedAt,
    startAt: announcements[0]?.startAt ?? 0,
  }));
  return found.sort((a, b) => a.startAt - b.startAt);
}

describe("work that comes again", () => {
  test("is announced one occurrence at a time, each its lead time ahead", async () => {
    const { id, web } = await scheduled();
    await windowTick(first - 3 * day - 1);
    expect(await windows()).toEqual([]);
    await windowTick(first - 3 * day);
    expect(await windows()).toMatchObject([{ seriesId: id, announcedAt: first - 3 * day, startAt: first }]);
    await windowTick(first + week - 2 * day);
    expect(await windows()).toMatchObject([
      { startAt: first },
      { announcedAt: first + week - 2 * day, startAt: first + week },
    ]);
    const [window] = await windows();
    expect(await told(window?.id ?? "", first - day)).toMatchObject({
      name: "Weekly upkeep",
      status: "scheduled",
      announced: "full",
      seriesId: id,
      endAt: first + hour,
      components: [{ id: web, effect: "down" }],
    });
  });

  test("is announced once, whoever looks and however often", async () => {
    await scheduled();
    await Promise.all([windowTick(first - day), windowTick(first - day), windowTick(first - day)]);
    await windowTick(first - day + minute);
    expect(await windows()).toHaveLength(1);
    expect((await eventTypes()).filter((type) => type === "maintenance.scheduled")).toHaveLength(1);
  });

  test("is announced at short notice when Candor was away, and not at all when it is too late for that", async () => {
    const { id } = await scheduled();
    await windowTick(first - 2 * hour);
    const [window] = await windows();
    expect(await told(window?.id ?? "", first - hour)).toMatchObject({ announced: "short" });
    await windowTick(first + week - 59 * minute);
    await windowTick(first + week + hour);
    expect(await windows()).toHaveLength(1);
    expect((await eventTypes()).filter((type) => type === "series.occurrence_left_out")).toHaveLength(1);
    const left = await database().event.findFirst({ where: { type: "series.occurrence_left_out" } });
    expect(left).toMatchObject({ subjectId: id, after: { occurrence: local(first + week), because: "too_late" } });
  });

  test("waits while a component is in an open incident, and is announced once that is over", async () => {
    const { web } = await scheduled();
    const incidentId = await open({ components: [{ componentId: web, status: "partial_outage" }] }, first - 4 * day);
    await windowTick(first - 3 * day);
    expect(await windows()).toEqual([]);
    const over = { incidentId, seen: null, status: "resolved" as const, body: "Over." };
    await postUpdate(owner, over, first - 2 * day);
    await windowTick(first - 2 * day);
    expect(await windows()).toMatchObject([{ announcedAt: first - 2 * day }]);
  });

  test("leaves out what is archived by then, and itself where nothing is left", async () => {
    const { id, web } = await scheduled();
    await archiveComponent(owner, { componentId: web }, start + day);
    await windowTick(first - day);
    expect(await windows()).toEqual([]);
    const left = await database().event.findFirst({ where: { type: "series.occurrence_left_out" } });
    expect(left).toMatchObject({ subjectId: id, after: { because: "components_archived" } });
  });

  test("can be changed or cancelled one by one, and what was cancelled is not announced again", async () => {
    const { web } = await scheduled();
    await windowTick(first - 3 * day);
    const [{ id = "" } = {}] = await windows();
    const { name, message, autoComplete } = every;
    const times = { startAt: first + hour, endAt: first + 2 * hour };
    const change = { maintenanceId: id, seen: null, name, message, autoComplete, ...down(web), ...times };
    await changeMaintenance(owner, change, first - 2 * day);
    await cancelMaintenance(owner, { maintenanceId: id, reason: "Not needed." }, first - day);
    await windowTick(first - day);
    await windowTick(first + week - day);
    expect(await windows()).toMatchObject([{ cancelled: true }, { cancelled: false, startAt: first + week }]);
  });

  test("shows staff what is to come: announced, skipped, or when it will be announced", async () => {
    const { id, web } = await scheduled();
    await windowTick(first - 3 * day);
    await skipOccurrence(owner, { seriesId: id, occurrence: local(first + week) }, first - 2 * day);
    const [window] = await windows();
    expect(await seriesForEditor(id, first - day)).toEqual({
      id,
      series: { ...every, ...down(web) },
      version: 2,
      endedAt: null,
      upcoming: [first, first + week, first + 2 * week].map((startAt, index) => ({
        occurrence: local(startAt),
        startAt,
        endAt: startAt + hour,
        announceAt: startAt - 3 * day,
        skipped: index === 1,
        maintenanceId: index === 0 ? window?.id : null,
        cancelled: false,
      })),
    });
    expect(await listSeries(first - day)).toMatchObject([{ id, upcoming: [{}, {}] }]);
    expect(await seriesForEditor("nowhere")).toBeNull();
  });
});

describe("skipping one", () => {
  test("keeps it from being announced, and the others come", async () => {
    const { id } = await scheduled();
    await skipOccurrence(owner, { seriesId: id, occurrence: local(first) }, start + day);
    await windowTick(first - day);
    await windowTick(first + week - day);
    expect(await windows()).toMatchObject([{ startAt: first + week }]);
  });

  test("is refused for one that is announced, or that there is not", async () => {
    const { id } = await scheduled();
    await windowTick(first - 3 * day);
    const skip = (occurrence: string) => skipOccurrence(owner, { seriesId: id, occurrence }, first - 2 * day);
    expect((await fieldsOf(skip(local(first)))).occurrence).toMatch(/announced already. Cancel it/);
    expect((await fieldsOf(skip(local(first + day)))).occurrence).toMatch(/not one of the times to come/);
    expect((await fieldsOf(skip("the next\0"))).occurrence).toBe("Say which one.");
    const nowhere = { seriesId: "nowhere", occurrence: local(first) };
    expect(await refusalOf(skipOccurrence(owner, nowhere))).toBe("not_found");
  });
});

describe("changing a series", () => {
  const change = (id: string, web: string, over: object, at: number) =>
    changeSeries(owner, { seriesId: id, seen: null, ...every, ...down(web), ...over }, at);

  test("changes what is not announced yet, and leaves alone what is", async () => {
    const { id, web } = await scheduled();
    await windowTick(first - 3 * day);
    await change(id, web, { name: "Upkeep", startsLocal: local(first + hour) }, first - 2 * day);
    await windowTick(first - 2 * day);
    await windowTick(first + week - 3 * day + hour);
    const found = await windows();
    expect(found.map(({ startAt }) => startAt)).toEqual([first, first + week + hour]);
    expect((await told(found[0]?.id ?? "", first)).name).toBe("Weekly upkeep");
    expect((await told(found[1]?.id ?? "", first + week)).name).toBe("Upkeep");
  });

  test("says nothing of times that have passed, and keeps what was skipped", async () => {
    const { id, web } = await scheduled();
    await skipOccurrence(owner, { seriesId: id, occurrence: local(first + 2 * week) }, start);
    await change(id, web, { startsLocal: local(first - week), rule: "FREQ=WEEKLY;COUNT=4" }, first - week + day);
    for (const at of [first - week + day, first - day, first + week - day, first + 2 * week - day])
      await windowTick(at);
    expect((await windows()).map(({ startAt }) => startAt)).toEqual([first, first + week]);
    expect(await eventTypes()).not.toContain("series.occurrence_left_out");
  });

  test("by somebody who has not seen the last change is a conflict", async () => {
    const { id, web } = await scheduled();
    await change(id, web, { seen: 1 }, start);
    expect(await refusalOf(change(id, web, { seen: 1 }, start))).toBe("conflict");
    expect(await refusalOf(change("nowhere", web, {}, start))).toBe("not_found");
  });
});

describe("ending a series", () => {
  test("announces nothing more, and leaves what is announced", async () => {
    const { id } = await scheduled();
    await windowTick(first - 3 * day);
    await endSeries(owner, { seriesId: id }, first - 2 * day);
    await windowTick(first + week - day);
    expect(await windows()).toMatchObject([{ startAt: first, cancelled: false }]);
    expect(await seriesForEditor(id, first - day)).toMatchObject({ endedAt: first - 2 * day, upcoming: [{}] });
    expect((await fieldsOf(endSeries(owner, { seriesId: id }, first - day))).seriesId).toMatch(/was ended/);
  });
});

describe("a series that can't be one has a sentence at the field that is wrong", () => {
  test.each([
    ["without a name", { name: "" }, "name", /Write a name/],
    ["without words on what to expect", { message: " " }, "message", /Write what to expect/],
    ["without components", { components: [] }, "components", /at least one/],
    ["on a component that isn't there", down("nowhere"), "components", /not there any more/],
    ["in a zone that doesn't exist", { timeZone: "Mars/Olympus" }, "timeZone", /Choose a time zone/],
    ["without an end", { rule: "FREQ=WEEKLY" }, "rule", /Give the rule an end/],
    ["by a broken rule", { rule: "FREQ=OFTEN;COUNT=2" }, "rule", /days, weeks, months or years/],
    ["that starts on no date", { startsLocal: "soon" }, "startsLocal", /as a date and a time/],
    ["that starts on 30 February", { startsLocal: "2098-02-30T10:00" }, "startsLocal", /not there/],
    [
      "that starts when clocks go forward",
      { timeZone: "Europe/Berlin", startsLocal: "2098-03-30T02:30" },
      "startsLocal",
      /does not exist: the clocks go forward/,
    ],
    [
      "that starts when clocks go back",
      { timeZone: "Europe/Berlin", startsLocal: "2098-10-26T02:30" },
      "startsLocal",
      /comes twice/,
    ],
    ["that begins too soon", { startsLocal: local(start + 30 * minute) }, "startsLocal", /too late to call it planned/],
    ["of no length", { durationMinutes: 0 }, "durationMinutes", /in whole minutes, 1 or more/],
    ["of windows of a year", { durationMinutes: 525_600 }, "durationMinutes", /31 days at most/],
    ["announced too late", { leadMinutes: 59 }, "leadMinutes", /less than 60 minutes ahead/],
    ["announced years ahead", { leadMinutes: 525_601 }, "leadMinutes", /a year ahead at most/],
  ])("%s", async (_, over, field, sentence) => {
    expect((await fieldsOf(scheduled(over)))[field]).toMatch(sentence);
    expect(await database().maintenanceSeries.count()).toBe(0);
  });

  test("where no effect was chosen", async () => {
    const web = await addComponent();
    const input = { ...every, components: [{ componentId: web }] } as never;
    expect((await fieldsOf(scheduleSeries(owner, input, start))).components).toMatch(/Choose what to expect of each/);
  });

  test("and with the same key it is made once", async () => {
    const web = await addComponent();
    const input = { ...every, ...down(web), key: "form-1" };
    const made = await scheduleSeries(owner, input, start);
    expect(await scheduleSeries(owner, input, start)).toEqual(made);
  });
});
