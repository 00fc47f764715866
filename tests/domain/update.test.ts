import { describe, expect, test } from "vitest";
import { type UpdateDraft, updateProblems } from "@/domain/update";
import { incident, minute, noon, offline, update } from "./facts";

function draft(over: Partial<UpdateDraft> = {}): UpdateDraft {
  return {
    status: "identified",
    happenedAt: noon,
    nextUpdateBy: null,
    components: [],
    takeOffline: [],
    backOnline: [],
    reopen: false,
    ...over,
  };
}

const open = incident([update(noon - 60 * minute, "investigating", { harvest: "major_outage" })]);
const resolved = incident([update(noon - 60 * minute, "investigating"), update(noon - 30 * minute, "resolved")]);
const held = incident(open.updates, { offline: [offline("harvest", noon - 20 * minute)] });
const withdrawn = { ...open, withdrawn: { at: noon - minute, reason: "wrong page" } };

const codes = (...args: Parameters<typeof updateProblems>) =>
  updateProblems(...args).map(({ field, code }) => `${field}: ${code}`);

describe("what an update may say", () => {
  test.each([
    ["the first update of an incident may be posted", null, draft({ status: "investigating" }), []],
    ["an open incident takes a next step", open, draft(), []],
    ["five minutes in the future still counts as now", open, draft({ happenedAt: noon + 5 * minute }), []],
    [
      "more than five minutes in the future is refused",
      open,
      draft({ happenedAt: noon + 5 * minute + 1 }),
      ["happenedAt: happened_in_future"],
    ],
    ["a promise in the past is refused", open, draft({ nextUpdateBy: noon }), ["nextUpdateBy: promise_in_past"]],
    [
      "resolving drops a promise, so an old one does no harm",
      open,
      draft({ status: "resolved", nextUpdateBy: noon - 1 }),
      [],
    ],
    [
      "resolved before another update is refused",
      open,
      draft({ status: "resolved", happenedAt: noon - 61 * minute }),
      ["happenedAt: resolved_before_update"],
    ],
    [
      "resolved at the time of another update is taken",
      open,
      draft({ status: "resolved", happenedAt: noon - 60 * minute }),
      [],
    ],
    ["a resolved incident is not reopened by accident", resolved, draft(), ["reopen: reopen_needs_purpose"]],
    ["a resolved incident is reopened on purpose", resolved, draft({ reopen: true }), []],
    [
      "an update told late about a resolved incident changes history only",
      resolved,
      draft({ happenedAt: noon - 45 * minute }),
      [],
    ],
    ["another word on a resolved incident does not reopen it", resolved, draft({ status: "resolved" }), []],
    ["a withdrawn incident takes no update", withdrawn, draft(), ["status: incident_withdrawn"]],
    [
      "under_maintenance is no state of an incident",
      open,
      draft({ components: [{ componentId: "harvest", status: "under_maintenance" }] }),
      ["components: under_maintenance_in_incident"],
    ],
    [
      "a component held offline can't be called well without being back",
      held,
      draft({ components: [{ componentId: "harvest", status: "operational" }] }),
      ["backOnline: still_offline"],
    ],
    [
      "a component held offline may be called down",
      held,
      draft({ components: [{ componentId: "harvest", status: "major_outage" }] }),
      [],
    ],
    ["resolving asks about what is offline", held, draft({ status: "resolved" }), ["backOnline: still_offline"]],
    [
      "resolving with the state of what was offline is taken",
      held,
      draft({ status: "resolved", backOnline: [{ componentId: "harvest", status: "operational" }] }),
      [],
    ],
    [
      "what is offline can't be taken offline again",
      held,
      draft({ takeOffline: ["harvest"] }),
      ["takeOffline: already_offline"],
    ],
    [
      "what is not offline can't come back",
      open,
      draft({ backOnline: [{ componentId: "harvest", status: "operational" }] }),
      ["backOnline: not_offline"],
    ],
    [
      "nothing is taken offline while resolving",
      open,
      draft({ status: "resolved", takeOffline: ["harvest"] }),
      ["takeOffline: offline_while_resolving"],
    ],
    [
      "offline and back at once is refused",
      held,
      draft({ takeOffline: ["harvest"], backOnline: [{ componentId: "harvest", status: "operational" }] }),
      ["takeOffline: offline_and_back"],
    ],
  ] as const)("%s", (_name, told, what, problems) => {
    expect(codes(told, what as UpdateDraft, noon)).toEqual(problems);
  });

  test("a refused resolution names the update that stands in its way", () => {
    const [problem] = updateProblems(open, draft({ status: "resolved", happenedAt: noon - 61 * minute }), noon);
    expect(problem?.at).toBe(noon - 60 * minute);
  });
});
