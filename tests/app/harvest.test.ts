import { expect, test } from "vitest";
import type { z } from "zod";
import { derivePage } from "@/domain/page";
import { uptimeOf } from "@/domain/uptime";
import harvest from "@/prisma/cases/harvest-2016-07-26.json";
import { harvestIncidentName, harvestPosts } from "@/prisma/cases/harvest-posts";
import { loadFacts } from "@/server/load";
import type { componentShape } from "@/server/v1/shapes";
import { day, start } from "../server/scene";
import { ask, testApi } from "./api";

testApi();

type Fact = { at: string; components?: object; takenOffline?: string[]; backOnline?: string[] };

test("the outage of 26 July 2016, told by the API alone, shows what is expected at each moment", async () => {
  const facts = (harvest.facts as Fact[]).filter(({ at }) => harvestPosts[at]);
  const shift = Math.floor((start - Date.parse(facts.at(-1)?.at ?? "")) / day) * day - day;
  const timeOf = (caseTime: string) => Date.parse(caseTime) + shift;
  const ids = new Map<string, string>();
  for (const { key, name } of harvest.components) {
    const start_date = new Date(timeOf(facts[0]?.at ?? "") - 2 * day).toISOString().slice(0, 10);
    const body = { component: { name, start_date } };
    ids.set(key, (await ask<z.infer<typeof componentShape>>("POST components", { body })).json.id);
  }
  const byId = (states: object = {}) =>
    Object.fromEntries(Object.entries(states).map(([key, state]) => [ids.get(key), state]));

  let incidentId = "";
  for (const fact of facts) {
    const { nextInMinutes: _, reason, ...said } = harvestPosts[fact.at] ?? { status: "investigating", body: "" };
    const incident = {
      ...said,
      happened_at: new Date(timeOf(fact.at)).toISOString(),
      components: byId(fact.components),
      taken_offline: fact.takenOffline?.map((key) => ids.get(key)),
      taken_offline_reason: reason,
      back_online: fact.backOnline?.map((key) => ids.get(key)),
    };
    const made = incidentId
      ? await ask(`PATCH incidents/${incidentId}`, { body: { incident } })
      : await ask("POST incidents", { body: { incident: { ...incident, name: harvestIncidentName } } });
    expect(made.status).toBe(incidentId ? 200 : 201);
    incidentId = made.json.id;
  }

  const told = await loadFacts();
  for (const { at, mode, label, indicator } of harvest.expected.mode) {
    const page = derivePage(told, timeOf(at));
    expect([at, page.mode, page.label]).toEqual([at, mode, label ?? null]);
    if (indicator) expect([at, page.indicator]).toEqual([at, indicator]);
  }
  const midnight = timeOf("2016-07-26T00:00:00Z");
  for (const id of ids.values()) {
    const { offlineMinutes, percent } = uptimeOf(told, id, midnight, midnight + day);
    const { offlineMinutesPerComponent, uptimeOfTheDayUtcPercent } = harvest.expected.downtime;
    expect([offlineMinutes, percent]).toEqual([offlineMinutesPerComponent, uptimeOfTheDayUtcPercent]);
  }

  const { json } = await ask(`GET incidents/${incidentId}`);
  expect(json).toMatchObject({ status: "resolved", impact: "critical", name: harvestIncidentName });
  expect(json.incident_updates.map(({ status }) => status).reverse()).toEqual(
    facts.map(({ at }) => harvestPosts[at]?.status),
  );
  const states = json.incident_updates.map(({ affected_components }) => affected_components?.[0]?.new_status).reverse();
  expect(states).toEqual([
    "degraded_performance",
    "major_outage",
    "operational",
    "major_outage",
    "major_outage",
    "operational",
    "operational",
  ]);
});
