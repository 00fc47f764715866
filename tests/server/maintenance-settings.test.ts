import { afterEach, describe, expect, test } from "vitest";
import { database } from "@/server/database";
import { loadFacts } from "@/server/load";
import { changeMaintenanceSettings, maintenanceSettingsForEditor } from "@/server/maintenance-settings";
import { parseSettings, settings } from "@/server/settings";
import { fieldsOf, owner, start, testScene } from "./scene";

testScene();

afterEach(() => {
  settings().maintenance = {};
});

describe("how far ahead work must be announced", () => {
  test("is a day, an hour at short notice, and half an hour of grace, where nobody says otherwise", async () => {
    expect(await maintenanceSettingsForEditor()).toEqual({
      values: { noticeMinutes: 1440, shortNoticeMinutes: 60, graceMinutes: 30 },
      fromEnvironment: { noticeMinutes: false, shortNoticeMinutes: false, graceMinutes: false },
    });
  });

  test("changes what is given, from then on, with an event", async () => {
    await changeMaintenanceSettings(owner, { noticeMinutes: 2880, graceMinutes: 0 }, start);
    expect((await loadFacts()).settings).toEqual({ noticeMinutes: 2880, shortNoticeMinutes: 60, graceMinutes: 0 });
    const event = await database().event.findFirst({ where: { type: "page.maintenance_changed" } });
    expect(event).toMatchObject({ before: { noticeMinutes: 1440 }, after: { noticeMinutes: 2880 } });
  });

  test("goes by the environment where that says it, and then can't be changed here", async () => {
    settings().maintenance = { noticeMinutes: 4320 };
    expect(await maintenanceSettingsForEditor()).toMatchObject({
      values: { noticeMinutes: 4320, shortNoticeMinutes: 60 },
      fromEnvironment: { noticeMinutes: true, shortNoticeMinutes: false },
    });
    expect((await fieldsOf(changeMaintenanceSettings(owner, { noticeMinutes: 1440 }))).noticeMinutes).toMatch(
      /set to 4320 by MAINTENANCE_NOTICE_MINUTES/,
    );
    await changeMaintenanceSettings(owner, { noticeMinutes: 4320, shortNoticeMinutes: 90 });
    expect((await loadFacts()).settings).toMatchObject({ noticeMinutes: 4320, shortNoticeMinutes: 90 });
  });

  test.each([
    [{ noticeMinutes: 14 }, "noticeMinutes"],
    [{ noticeMinutes: 525_601 }, "noticeMinutes"],
    [{ shortNoticeMinutes: 20.5 }, "shortNoticeMinutes"],
    [{ shortNoticeMinutes: 1441 }, "shortNoticeMinutes"],
    [{ noticeMinutes: 30 }, "shortNoticeMinutes"],
    [{ graceMinutes: -1 }, "graceMinutes"],
    [{ graceMinutes: 1441 }, "graceMinutes"],
    [{ graceMinutes: "ten" as never }, "graceMinutes"],
  ])("can't be %j", async (input, field) => {
    expect(await fieldsOf(changeMaintenanceSettings(owner, input))).toHaveProperty(field);
    expect((await loadFacts()).settings).toEqual({ noticeMinutes: 1440, shortNoticeMinutes: 60, graceMinutes: 30 });
  });
});

describe("what the environment says of it", () => {
  test("is read, and what it doesn't say is left to the page", () => {
    expect(parseSettings({ MAINTENANCE_GRACE_MINUTES: "0", MAINTENANCE_NOTICE_MINUTES: "" }).maintenance).toEqual({
      graceMinutes: 0,
    });
  });

  test.each([
    [{ MAINTENANCE_NOTICE_MINUTES: "soon" }, /MAINTENANCE_NOTICE_MINUTES must be a whole number/],
    [{ MAINTENANCE_SHORT_NOTICE_MINUTES: "0" }, /MAINTENANCE_SHORT_NOTICE_MINUTES must be a whole number/],
    [{ MAINTENANCE_GRACE_MINUTES: "1441" }, /MAINTENANCE_GRACE_MINUTES must be a whole number from 0 to 1440/],
    [
      { MAINTENANCE_NOTICE_MINUTES: "60", MAINTENANCE_SHORT_NOTICE_MINUTES: "90" },
      /MAINTENANCE_SHORT_NOTICE_MINUTES can't be more than MAINTENANCE_NOTICE_MINUTES/,
    ],
  ])("that can't be, %j, is said in a sentence at the start", (env, sentence) => {
    expect(() => parseSettings(env)).toThrow(sentence);
  });
});
