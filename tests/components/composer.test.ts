import { describe, expect, test } from "vitest";
import { composerBase, composerStart, rebased } from "@/components/staff/composer-base";
import { changedLine, changedStates, composerFields, promisedFor } from "@/components/staff/composer-fields";
import { factsWithDraft, newIncident } from "@/components/staff/preview-facts";
import { firstTemplates, quickWording } from "@/components/staff/quick-draft";
import { quickFields } from "@/components/staff/quick-fields";
import { derivePage } from "@/domain/page";
import { component, facts, incident, update } from "../domain/facts";

const at = (clock: string) => Date.parse(`2016-07-26T${clock}:00Z`);

const down = incident([
  update(at("14:36"), "investigating", { harvest: "major_outage" }, { effect: "You can’t sign in" }),
]);
const base = composerBase(down, at("14:40"));
const start = composerStart(base);

describe("an update tells only what it changes", () => {
  test("what was left alone is not sent", () => {
    expect(changedStates(start)).toEqual([]);
    expect(changedLine(start.effect, start.effectWas)).toBeUndefined();
  });

  test("a changed state and a line taken away are", () => {
    const fields = { ...start, states: { harvest: "operational" as const }, effect: "" };
    expect(changedStates(fields)).toEqual([{ componentId: "harvest", status: "operational" }]);
    expect(changedLine(fields.effect, fields.effectWas)).toBe("");
  });

  test("at an earlier time, what does not work is told as it is shown", () => {
    const earlier = { ...start, happenedAt: "2016-07-26T14:20" };
    expect(changedStates(earlier)).toEqual([{ componentId: "harvest", status: "major_outage" }]);
    expect(changedStates({ ...earlier, status: "resolved" })).toEqual([]);
  });

  test("a component that goes offline or comes back has no other state in the same update", () => {
    const states = { harvest: "partial_outage" as const, forecast: "partial_outage" as const };
    const fields = { ...start, states, offline: ["harvest"], back: { forecast: "operational" as const } };
    expect(changedStates(fields)).toEqual([]);
  });
});

test("on top of somebody else's update, what the draft left alone follows and what it changed stays", () => {
  const newer = {
    status: "identified" as const,
    effect: "Signing in is slow",
    scope: "some customers",
    states: { harvest: "partial_outage" as const },
  };
  const mine = { ...start, scope: "everyone", states: { ...start.states, api: "major_outage" as const } };
  const now = rebased(mine, newer);
  expect(now).toMatchObject({ effect: "Signing in is slow", scope: "everyone", scopeWas: "some customers" });
  expect(changedStates(now)).toEqual([{ componentId: "api", status: "major_outage" }]);
});

describe("the status on top of somebody else's update", () => {
  const newer = { ...base, status: "identified" as const };

  test("follows where nobody touched it, also in a draft that comes back", () => {
    expect(rebased(start, newer).status).toBe("identified");
    const draft = composerFields({ status: ["investigating"], statusWas: ["investigating"], body: ["Still looking."] });
    expect(rebased(draft, newer)).toMatchObject({ status: "identified", body: "Still looking.", next: "30" });
  });

  test("stays where somebody chose it, through every newer update", () => {
    const mine = rebased({ ...start, status: "monitoring" }, newer);
    expect(mine.status).toBe("monitoring");
    expect(rebased(mine, { ...base, status: "resolved" }).status).toBe("monitoring");
  });
});

test("what a form could not have sent becomes the plain start", () => {
  const fields = composerFields({ status: ["done"], "state:harvest": ["under_maintenance"], next: ["never"] });
  expect(fields).toMatchObject({ status: "investigating", states: {}, next: "30", body: "" });
});

test.each([
  ["30", at("15:30")],
  ["none", undefined],
  ["time", at("18:00")],
  ["tomorrow", at("23:00")],
] as const)("“%s” promises the next update for the right moment", (choice, promised) => {
  expect(promisedFor(choice, at("18:00"), at("23:00"), at("15:00"))).toBe(promised);
});

test("a choice that is none promises what is usual", () => {
  const choice = undefined as unknown as "30";
  expect(promisedFor(choice, undefined, at("23:00"), at("15:00"))).toBe(at("15:30"));
});

test("the preview shows the page as it is once the draft is posted", () => {
  const page = facts({ components: [component("harvest")], incidents: [down] });
  const draft = { ...start, status: "monitoring" as const, states: { harvest: "operational" as const } };
  const now = at("15:00");
  expect(derivePage(page, now).label).toBe("outage");
  expect(derivePage(factsWithDraft(page, down, draft, now), now).label).toBe("recovered");
  const offline = { ...start, offline: ["harvest"], offlineReason: "to find out why" };
  expect(derivePage(factsWithDraft(page, down, offline, now), now).openIncidents[0]?.takenOffline?.reason).toBe(
    "to find out why",
  );
  const first = factsWithDraft(
    facts({ components: [component("harvest")] }),
    newIncident("It is down", now),
    start,
    now,
  );
  expect(derivePage(first, now).openIncidents).toHaveLength(1);
});

describe("a quick post is worded by what was touched", () => {
  const template = {
    id: "t",
    name: "Ours",
    status: "investigating" as const,
    body: "{{component}} fails since {{since}}.",
    effect: null,
  };
  const word = (names: string[], sentence = "") =>
    quickWording({ names, state: "major_outage", sentence }, [template], "UTC", at("15:00"));

  test.each([
    [["API"], "API is down"],
    [["API", "Web app"], "API and Web app are down"],
    [[], "Our service is down"],
  ])("%j: %s", (names, name) => {
    expect(word(names).name).toBe(name);
  });

  test("by staff's own sentence where one was chosen", () => {
    expect(word(["API"], "t").body).toBe("API fails since 3:00pm UTC.");
  });

  test("a name that would not fit is cut, an effect that would not fit is left to the page", () => {
    const long = word(["n".repeat(300)]);
    expect(long.name.length).toBe(255);
    expect(long.effect).toBe("");
  });

  test("only texts for the first minutes are offered", () => {
    expect(firstTemplates([template, { ...template, id: "u", status: "resolved" }])).toEqual([template]);
  });

  test("what only followed is told apart from what was typed", () => {
    expect(quickFields({ body: ["shown"], bodyTyped: ["no"] }).body).toBeNull();
    expect(quickFields({ body: [""], bodyTyped: ["yes"] }).body).toBe("");
    expect(quickFields({ body: ["typed without JavaScript"] }).body).toBe("typed without JavaScript");
  });
});
