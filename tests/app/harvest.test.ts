import { afterAll, beforeAll, describe, expect, test } from "vitest";
import harvest from "@/prisma/cases/harvest-2016-07-26.json";
import { harvestIncidentName, harvestPosts } from "@/prisma/cases/harvest-posts";
import type { IncidentShape } from "@/server/v1/shapes";
import { day } from "../server/scene";
import { eventually, type RunningCandor, startCandor } from "../support/candor";
import { faultOf } from "../support/contracts";

type Fact = { at: string; components?: object; takenOffline?: string[]; backOnline?: string[] };
type Status = { status: { indicator: string; description: string } };
type Summary = Status & {
  components: { id: string; status: string }[];
  incidents: { id: string; status: string; impact: string; started_at: string; incident_updates: unknown[] }[];
  scheduled_maintenances: unknown[];
};

const token = "a-token-for-tests-of-no-use-elsewhere";
const facts = (harvest.facts as Fact[]).filter(({ at }) => harvestPosts[at]);
/** The day before yesterday, at the clock times of the case. */
const shift = Math.floor(Date.now() / day) * day - 2 * day - Date.parse("2016-07-26T00:00:00Z");
const timeOf = (caseTime: string) => new Date(Date.parse(caseTime) + shift).toISOString();

/** What the old words for a page come to at each moment of the case. */
const descriptions: Record<string, string> = {
  "2016-07-26T14:30:00Z": "All Systems Operational",
  "2016-07-26T14:40:00Z": "Partially Degraded Service",
  "2016-07-26T14:52:00Z": "Major System Outage",
  "2016-07-26T14:56:00Z": "Working, not yet stable",
  "2016-07-26T15:20:00Z": "Major System Outage",
  "2016-07-26T17:00:00Z": "Recovered, monitoring",
  "2016-07-26T18:05:00Z": "All Systems Operational",
};
const componentStatuses: Record<string, string> = {
  "Partially Degraded Service": "degraded_performance",
  "Major System Outage": "major_outage",
};

describe("the outage of 26 July 2016, told by the API alone", () => {
  let candor: RunningCandor;
  let pagePath: string;
  let incidentId = "";
  const ids = new Map<string, string>();
  /** What everybody was shown after each post. */
  const shownAfter = new Map<string, Status>();

  async function send<T>(method: string, path: string, body?: object): Promise<T> {
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await fetch(`${candor.url}/v1${path}`, { method, headers, ...sent });
    expect([path, answer.status]).toEqual([path, method === "POST" ? 201 : 200]);
    return (await answer.json()) as T;
  }

  /** What is read by everybody, without a token. */
  async function read<T>(name: string, at?: string): Promise<T> {
    const answer = await fetch(`${candor.url}/api/v2/${name}.json${at === undefined ? "" : `?at=${at}`}`);
    expect([at, answer.status]).toEqual([at, 200]);
    const json = await answer.json();
    expect(faultOf(name, json)).toBeNull();
    return json as T;
  }

  beforeAll(async () => {
    candor = await startCandor({ env: { API_TOKEN: token, PAGE_TIME_ZONE: harvest.timeZone } });
    const [page] = await send<{ id: string }[]>("GET", "/pages");
    pagePath = `/pages/${page?.id}`;
    await send("PATCH", pagePath, { page: { name: "Harvest", time_zone: harvest.timeZone } });
    for (const { key, name } of harvest.components) {
      const component = { name, start_date: timeOf("2016-07-24T00:00:00Z").slice(0, 10) };
      ids.set(key, (await send<{ id: string }>("POST", `${pagePath}/components`, { component })).id);
    }
    for (const fact of facts) await tell(fact);
  });
  afterAll(() => candor.stop());

  async function tell(fact: Fact): Promise<void> {
    const { nextInMinutes: _, reason, ...said } = harvestPosts[fact.at] ?? { status: "investigating", body: "" };
    const states = Object.entries(fact.components ?? {}).map(([key, state]) => [ids.get(key), state]);
    const incident = {
      ...said,
      happened_at: timeOf(fact.at),
      components: Object.fromEntries(states),
      taken_offline: fact.takenOffline?.map((key) => ids.get(key)),
      taken_offline_reason: reason,
      back_online: fact.backOnline?.map((key) => ids.get(key)),
    };
    const path = `${pagePath}/incidents`;
    const told = incidentId
      ? await send<IncidentShape>("PATCH", `${path}/${incidentId}`, { incident })
      : await send<IncidentShape>("POST", path, { incident: { ...incident, name: harvestIncidentName } });
    incidentId = told.id;
    const summary = await eventually(
      () => read<Summary>("summary"),
      ({ incidents }) => (incidents[0]?.incident_updates.length ?? facts.length) === told.incident_updates.length,
    );
    shownAfter.set(fact.at, { status: summary.status });
  }

  test.each(harvest.expected.mode)(
    "is read back right of $at by summary and status",
    async ({ at, mode, indicator }) => {
      const told = facts.filter((fact) => fact.at <= at);
      const description = descriptions[at] ?? "";
      const status = { indicator: indicator ?? "none", description };
      const summary = await read<Summary>("summary", timeOf(at));
      expect(summary.status).toEqual(status);
      expect((await read<Status>("status", timeOf(at))).status).toEqual(status);
      const state = componentStatuses[description] ?? "operational";
      expect(summary.components.map(({ id, status }) => [id, status])).toEqual(
        [...ids.values()].map((id) => [id, state]),
      );
      expect(summary.scheduled_maintenances).toEqual([]);
      expect(JSON.stringify(summary).replace(/This is not planned maintenance/g, "")).not.toMatch(
        /"indicator":"maintenance"|under_maintenance|in_progress|planned|Service Under/,
      );
      const last = harvestPosts[told.at(-1)?.at ?? ""];
      const impact = at < "2016-07-26T14:50:00Z" ? "minor" : "critical";
      const open = {
        id: incidentId,
        status: last?.status,
        impact,
        incident_updates: told.map(() => expect.anything()),
      };
      expect(summary.incidents).toMatchObject(mode === "outage" ? [open] : []);
      for (const { started_at } of summary.incidents)
        expect(new Date(started_at).toISOString()).toBe(timeOf("2016-07-26T14:36:00Z"));
    },
  );

  test.each(facts)("changes at $at, and not a minute before", async ({ at }) => {
    const minuteBefore = new Date(Date.parse(timeOf(at)) - 60_000).toISOString();
    const count = facts.filter((fact) => fact.at < at).length;
    const updates = async (moment: string) =>
      (await read<Summary>("summary", moment)).incidents[0]?.incident_updates.length;
    expect(await updates(minuteBefore)).toBe(count || undefined);
    expect(await updates(timeOf(at))).toBe(at === facts.at(-1)?.at ? undefined : count + 1);
  });

  test("was shown to everybody after each post as it is read back of the time after it", async () => {
    for (const { at, indicator } of harvest.expected.mode) {
      const before = facts.filter((fact) => fact.at <= at).at(-1);
      if (!before) continue;
      const status = { indicator: indicator ?? "none", description: descriptions[at] };
      expect([at, shownAfter.get(before.at)?.status]).toEqual([at, status]);
    }
  });

  test("is kept as it was told, and counted as the post-mortem reckons it", async () => {
    const incident = await send<IncidentShape>("GET", `${pagePath}/incidents/${incidentId}`);
    expect(incident).toMatchObject({ status: "resolved", impact: "critical", name: harvestIncidentName });
    const told = incident.incident_updates.toReversed();
    expect(told.map(({ status, body, display_at }) => [status, body, display_at])).toEqual(
      facts.map(({ at }) => [harvestPosts[at]?.status, harvestPosts[at]?.body, timeOf(at)]),
    );
    const down = "major_outage";
    const states = ["degraded_performance", down, "operational", down, down, "operational", "operational"];
    expect(told.map(({ affected_components }) => affected_components?.[0]?.new_status)).toEqual(states);
    const { offlineMinutesPerComponent, uptimeOfTheDayUtcPercent } = harvest.expected.downtime;
    for (const id of ids.values()) {
      const asked = `start=${timeOf("2016-07-26T00:00:00Z")}&end=${timeOf("2016-07-27T00:00:00Z")}`;
      expect(await send("GET", `${pagePath}/components/${id}/uptime?${asked}`)).toMatchObject({
        major_outage: offlineMinutesPerComponent * 60,
        uptime_percentage: uptimeOfTheDayUtcPercent,
        related_events: [{ id: incidentId }],
      });
    }
  });
});
