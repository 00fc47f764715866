import ICAL from "ical.js";
import { describe, expect, test, vi } from "vitest";
import { cancelMaintenance, changeMaintenance, scheduleMaintenance } from "@/server/maintenance";
import { changePage } from "@/server/page";
import { frontScene } from "../support/public-front";
import { addComponent, day, hour, owner, start, testScene } from "./scene";

testScene();
const { ask, serve } = frontScene();

const setUp = { name: "Harvest", timeZone: "America/New_York", supportLink: null, accentColor: null, logo: null };
const plan = {
  name: "Move; to newer, servers",
  message:
    "We move to servers with äöü and a line that is longer than seventy-five octets, many times over. Twice.\nThen we look.",
  startAt: start + 3 * day,
  endAt: start + 3 * day + hour,
  autoComplete: false,
};

type Event = { uid: string; sequence: number; status: string; summary: string; start: number; end: number };

async function eventsOf(path = "/maintenance.ics"): Promise<Event[]> {
  const calendar = new ICAL.Component(ICAL.parse((await ask(path)).text));
  return calendar.getAllSubcomponents("vevent").map((each) => {
    const event = new ICAL.Event(each);
    return {
      uid: event.uid,
      sequence: event.sequence,
      status: String(each.getFirstPropertyValue("status")),
      summary: event.summary,
      start: event.startDate.toJSDate().getTime(),
      end: event.endDate.toJSDate().getTime(),
    };
  });
}

async function announced(): Promise<{ web: string; id: string }> {
  await changePage(owner, setUp, start - 9 * day);
  const web = await addComponent("Web", start - 9 * day);
  const { id } = await scheduleMaintenance(
    owner,
    { ...plan, components: [{ componentId: web, effect: "down" }] },
    start - hour,
  );
  await serve();
  return { web, id };
}

describe("the calendar of planned work", () => {
  test("has each window with its times in UTC, and says how often to ask", async () => {
    const { id } = await announced();
    const { status, headers, text } = await ask("/maintenance.ics");
    expect([status, headers["content-type"]]).toEqual([200, "text/calendar; charset=utf-8"]);
    expect(headers["access-control-allow-origin"]).toBe("*");
    expect(await eventsOf()).toEqual([
      {
        uid: `${id}@localhost`,
        sequence: 0,
        status: "CONFIRMED",
        summary: "Harvest: Move; to newer, servers",
        start: plan.startAt,
        end: plan.endAt,
      },
    ]);
    for (const line of [
      "VERSION:2.0",
      "METHOD:PUBLISH",
      "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
      "X-PUBLISHED-TTL:PT1H",
    ])
      expect(text).toContain(`${line}\r\n`);
    expect(text).toMatch(/DTSTART:\d{8}T\d{6}Z\r\n/);
    expect(text).toMatch(/PRODID:\S/);
    expect(text).toMatch(/DTSTAMP:\d{8}T\d{6}Z/);
    const lines = text.split("\r\n");
    expect(lines.every((line) => Buffer.byteLength(line) <= 75 && !line.includes("\n"))).toBe(true);
    expect((await ask("/history.ics")).text).toBe(text);
    expect((await ask("/maintenance.ics")).headers.etag).toBe(headers.etag);
  });

  test("says every change with a higher sequence, and keeps what was cancelled as cancelled", async () => {
    const { id, web } = await announced();
    const seen = { maintenanceId: id, seen: null };
    const later = { startAt: plan.startAt + day, endAt: plan.endAt + day };
    const [first] = await eventsOf();
    await changeMaintenance(owner, { ...seen, ...plan, ...later, components: [{ componentId: web, effect: "down" }] });
    const moved = await vi.waitFor(async () => {
      const [event] = await eventsOf();
      expect(event?.start).toBe(later.startAt);
      return event;
    });
    expect(moved?.uid).toBe(first?.uid);
    expect(moved?.sequence).toBeGreaterThan(first?.sequence ?? 0);
    await cancelMaintenance(owner, { maintenanceId: id, reason: "Not needed." });
    const cancelled = await vi.waitFor(async () => {
      const [event] = await eventsOf();
      expect(event?.status).toBe("CANCELLED");
      return event;
    });
    expect(cancelled?.uid).toBe(first?.uid);
    expect(cancelled?.sequence).toBeGreaterThan(moved?.sequence ?? 0);
  });
});
