import { describe, expect, test } from "vitest";
import { derivePage } from "@/domain/page";
import { publicIncident } from "@/domain/public-incident";
import { facts, hour, incident, minute, noon, offline, update } from "./facts";

describe("the public record of an incident", () => {
  const told = incident(
    [
      update(noon, "investigating", { harvest: "degraded_performance" }),
      update(
        noon + 10 * minute,
        "identified",
        { harvest: "major_outage" },
        {
          postedAt: noon + 30 * minute,
          edits: [
            { at: noon + 32 * minute, bodyBefore: "typo", effectBefore: null, scopeBefore: null },
            { at: noon + 50 * minute, bodyBefore: "It was the disks.", effectBefore: null, scopeBefore: "everyone" },
          ],
        },
      ),
    ],
    { offline: [offline("harvest", noon + 15 * minute, noon + 40 * minute, "to swap disks")] },
  );
  const shown = publicIncident(facts({ incidents: [told] }), told.id, noon + hour);

  test("stands newest first, with what changed and the lines about going offline and back", () => {
    expect(shown?.timeline.map((entry) => entry.kind)).toEqual(["back_online", "taken_offline", "update", "update"]);
    const changes = shown?.timeline.flatMap((entry) => (entry.kind === "update" ? entry.changes : []));
    expect(changes).toEqual([
      { name: "Harvest", from: "degraded_performance", to: "major_outage" },
      { name: "Harvest", from: "operational", to: "degraded_performance" },
    ]);
  });

  test("shows what an edited update said before, but not the typos of the first five minutes", () => {
    const edited = shown?.timeline.flatMap((entry) => (entry.kind === "update" && entry.edited ? [entry.edited] : []));
    expect(edited).toEqual([
      {
        at: noon + 50 * minute,
        before: [{ at: noon + 50 * minute, body: "It was the disks.", effect: null, scope: "everyone" }],
      },
    ]);
  });

  test("says which update was told late", () => {
    const late = shown?.timeline.flatMap((entry) => (entry.kind === "update" ? [entry.toldLate] : []));
    expect(late).toEqual([true, false]);
  });

  test("of limited detail shows only what staff wrote and when they posted it", () => {
    const limited = publicIncident(facts({ incidents: [{ ...told, limitedDetail: true }] }), told.id, noon + hour);
    expect(limited?.components).toEqual([]);
    expect(limited?.timeline.map((entry) => [entry.kind, entry.happenedAt])).toEqual([
      ["update", noon + 30 * minute],
      ["update", noon],
    ]);
  });

  test("says what it was called and how bad it was said to be, before staff changed it", () => {
    const changes = [
      {
        id: "c1",
        at: noon + 20 * minute,
        name: { from: "Errors", to: "Database servers crash" },
        impactOverride: null,
      },
      { id: "c2", at: noon + 25 * minute, name: null, impactOverride: { from: null, to: "none" as const } },
    ];
    const changed = { ...told, impactOverride: "none" as const, changes };
    const lines = publicIncident(facts({ incidents: [changed] }), told.id, noon + hour)?.timeline;
    expect(lines?.filter(({ kind }) => kind === "renamed" || kind === "impact_changed")).toEqual([
      { kind: "impact_changed", id: "c2-impact", happenedAt: noon + 25 * minute, from: null, to: "none" },
      { kind: "renamed", id: "c1-name", happenedAt: noon + 20 * minute, from: "Errors", to: "Database servers crash" },
    ]);
    const then = derivePage(facts({ incidents: [changed] }), noon + 22 * minute, { knownAt: noon + 15 * minute });
    expect(then.openIncidents[0]).toMatchObject({ name: "Errors", impact: "critical" });
  });

  test("tells a relapse: what was down before it was resolved is down again", () => {
    const relapse = incident([
      update(noon, "investigating", { harvest: "major_outage" }),
      update(noon + minute, "resolved"),
      update(noon + hour, "investigating", { harvest: "major_outage" }),
    ]);
    const [newest] = publicIncident(facts({ incidents: [relapse] }), relapse.id, noon + 2 * hour)?.timeline ?? [];
    expect(newest).toMatchObject({ changes: [{ name: "Harvest", from: "operational", to: "major_outage" }] });
  });

  test("counts only the time that it was open, and the time that its worst state lasted", () => {
    const over = incident([
      update(noon, "investigating", { harvest: "degraded_performance" }),
      update(noon + 10 * minute, "identified", { harvest: "major_outage" }),
      update(noon + 40 * minute, "monitoring", { harvest: "operational" }),
      update(noon + hour, "resolved"),
      update(noon + 5 * hour, "investigating", { harvest: "major_outage" }),
      update(noon + 6 * hour, "resolved"),
    ]);
    const lasted = (at: number) => publicIncident(facts({ incidents: [over] }), over.id, at)?.lasted;
    expect(lasted(noon + 7 * hour)).toEqual({ open: 2 * hour, worst: { status: "major_outage", time: 90 * minute } });
    expect(lasted(noon + 30 * minute)).toBeNull();
    const nameless = incident([update(noon, "investigating"), update(noon + hour, "resolved")]);
    expect(publicIncident(facts({ incidents: [nameless] }), nameless.id, noon + hour)?.lasted).toEqual({
      open: hour,
      worst: null,
    });
  });

  test("an effect is not claimed while everything works again", () => {
    const back = incident([
      update(noon, "investigating", { harvest: "major_outage" }, { effect: "You can't sign in" }),
      update(noon + minute, "monitoring", { harvest: "operational" }),
    ]);
    const effect = (at: number) => publicIncident(facts({ incidents: [back] }), back.id, at)?.effect;
    expect([effect(noon), effect(noon + minute)]).toEqual(["You can't sign in", null]);
  });

  test("unknown incidents are null", () => {
    expect(publicIncident(facts(), "nothere", noon)).toBeNull();
  });

  test("a limited incident that was back-dated doesn't tell when it began by way of the page", () => {
    const secret = incident(
      [update(noon, "investigating", { harvest: "major_outage" }, { postedAt: noon + 5 * hour })],
      {
        limitedDetail: true,
        createdAt: noon + 5 * hour,
      },
    );
    const page = derivePage(facts({ incidents: [secret] }), noon + 6 * hour);
    expect([page.since, page.problemsBeganAt]).toEqual([noon + 5 * hour, noon + 5 * hour]);
  });
});
