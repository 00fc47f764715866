import { expect, test } from "vitest";
import { type StatusInterval, uptimeIn, worstIntervals } from "@/domain/uptime";

const span = (from: number, to: number, status: StatusInterval["status"], planned = false) => ({
  from: from * 60_000,
  to: to * 60_000,
  status,
  planned,
});

test("several components together are as bad as the worst of them at each moment", () => {
  const web = [span(0, 10, "operational"), span(10, 20, "major_outage"), span(20, 100, "operational")];
  const mail = [span(0, 15, "operational"), span(15, 30, "partial_outage"), span(30, 100, "operational")];
  const together = worstIntervals([web, mail]);
  expect(together.map(({ from, to, status }) => [from / 60_000, to / 60_000, status])).toEqual([
    [0, 10, "operational"],
    [10, 15, "major_outage"],
    [15, 20, "major_outage"],
    [20, 30, "partial_outage"],
    [30, 100, "operational"],
  ]);
  expect(uptimeIn(together)).toEqual({ percent: 87, offlineMinutes: 10, plannedMinutes: 0 });
});

test("work that was planned on one hides no trouble of another, and is planned where there is none", () => {
  const web = [span(0, 100, "under_maintenance", true)];
  const mail = [span(0, 10, "degraded_performance"), span(10, 100, "operational")];
  expect(worstIntervals([web, mail])).toEqual([
    span(0, 10, "degraded_performance"),
    span(10, 100, "under_maintenance", true),
  ]);
  expect(uptimeIn(worstIntervals([web, mail]))).toEqual({ percent: 99.999, offlineMinutes: 0, plannedMinutes: 90 });
});

test("before any of them was there, nothing is known", () => {
  expect(worstIntervals([[], []])).toEqual([]);
  expect(uptimeIn([]).percent).toBeNull();
  expect(
    worstIntervals([[span(50, 100, "operational")], [span(80, 100, "operational")]]).map(({ from }) => from),
  ).toEqual([50 * 60_000, 80 * 60_000]);
});
