import { describe, expect, test } from "vitest";
import { derivePage } from "@/domain/page";
import { database } from "@/server/database";
import { loadFacts } from "@/server/load";
import type { IncidentShape, UpdateShape } from "@/server/v1/shapes";
import { addComponent, day, hour, minute, open, shown } from "../server/scene";
import { ask, faults, testApi, tokenFor } from "./api";

testApi();

const iso = (at: number) => new Date(at).toISOString();
const now = () => Date.now();

async function posted(fields: object, from = now() + 2 * day, to = from + hour): Promise<IncidentShape> {
  const incident = { name: "Upgrade", scheduled_for: iso(from), scheduled_until: iso(to), ...fields };
  const { status, json } = await ask("POST incidents", { body: { incident } });
  expect(status).toBe(201);
  return json;
}

const patched = (id: string, fields: object) => ask(`PATCH incidents/${id}`, { body: { incident: fields } });
const effects = async (fields: object, web: string) => (await posted(fields)).candor.expected_effects?.[web];
const ids = async (list: string) => (await ask<IncidentShape[]>(`GET incidents/${list}`)).json.map(({ id }) => id);

describe("planned work by the API", () => {
  test("is an incident with times, and is listed as what it is", async () => {
    const web = await addComponent("Web");
    const made = await posted({ component_ids: [web], body: "It will be down.", scheduled_auto_completed: true });
    expect(made).toMatchObject({
      status: "scheduled",
      impact: "maintenance",
      scheduled_auto_completed: true,
      auto_transition_to_maintenance_state: true,
      components: [{ id: web }],
      incident_updates: [{ status: "scheduled", body: "It will be down." }],
      candor: { kind: "maintenance", instead_of: null, expected_effects: { [web]: "down" } },
    });
    expect(await ids("upcoming")).toEqual([made.id]);
    expect(await ids("scheduled")).toEqual([made.id]);
    expect(await ids("active_maintenance")).toEqual([]);
    expect(await ids("unresolved")).toEqual([]);
    expect((await ask<IncidentShape[]>("GET incidents")).json).toEqual([made]);
    expect((await ask(`GET incidents/${made.id}`)).json).toEqual(made);
  });

  test("has the effects that are said, or those that the words of old clients come to", async () => {
    const web = await addComponent("Web");
    expect(await effects({ expected_effects: { [web]: "slow" } }, web)).toBe("slow");
    expect(await effects({ components: { [web]: "under_maintenance" } }, web)).toBe("down");
    expect(await effects({ components: { [web]: "operational" } }, web)).toBe("down");
    expect(await effects({ components: { [web]: "partial_outage" } }, web)).toBe("partly");
    expect(await effects({ components: [web], auto_transition_to_maintenance_state: false }, web)).toBe("none");
    expect(await effects({ component_ids: [web], scheduled_auto_transition: "false" }, web)).toBe("none");
    const said = { expected_effects: { [web]: "partly" }, auto_transition_to_maintenance_state: false };
    expect(await effects(said, web)).toBe("partly");
  });

  test("takes a new plan, begins, is checked and ends by the words of old clients", async () => {
    const web = await addComponent("Web");
    const { id } = await posted({ component_ids: [web] });
    const later = iso(now() + 3 * day);
    const moved = await patched(id, { scheduled_until: later, name: "Long upgrade" });
    expect(moved.json).toMatchObject({ name: "Long upgrade", scheduled_until: later });
    expect((await patched(id, { body: "Two days to go." })).json.incident_updates[0]?.body).toBe("Two days to go.");
    expect((await patched(id, { status: "in_progress" })).json.status).toBe("in_progress");
    expect(await ids("active_maintenance")).toEqual([id]);
    const reported = await patched(id, { components: { [web]: "degraded_performance" } });
    expect(reported.json.components[0]?.status).toBe("major_outage");
    await patched(id, { components: { [web]: "operational" } });
    expect((await patched(id, { status: "verifying" })).json).toMatchObject({
      status: "verifying",
      incident_updates: [{ status: "verifying", body: expect.stringContaining("making sure") }, {}, {}],
    });
    const over = await patched(id, { status: "completed", body: "All is well." });
    expect(over.json).toMatchObject({ status: "completed", incident_updates: [{ body: "All is well." }, {}, {}, {}] });
    expect(over.json.resolved_at).not.toBeNull();
    expect(await ids("scheduled")).toEqual([]);
    expect((await patched(id, { status: "completed" })).status).toBe(200);
  });

  test("that is deleted before it begins is cancelled; once it has begun that is refused", async () => {
    const web = await addComponent("Web");
    const made = await posted({ component_ids: [web] });
    expect((await ask(`DELETE incidents/${made.id}`)).status).toBe(200);
    expect((await ask(`GET incidents/${made.id}`)).status).toBe(404);
    expect((await loadFacts()).maintenances[0]?.cancelled?.reason).toBe("It will not take place.");
    const { id } = await posted({ component_ids: [web] });
    await patched(id, { status: "in_progress" });
    expect(await faults(`DELETE incidents/${id}`)).toEqual([422, ["incident"]]);
  });

  test("that is over already is an incident that is over, and the answer says that none of it counts as planned", async () => {
    const web = await addComponent("Web");
    const made = await posted({ component_ids: [web], status: "completed" }, now() - 3 * hour, now() - 2 * hour);
    expect(made).toMatchObject({
      status: "resolved",
      impact: "critical",
      candor: { kind: "incident", because: expect.stringContaining("none of it counts as planned") },
    });
    const facts = await loadFacts();
    expect(facts.maintenances).toEqual([]);
    expect(derivePage(facts, now() - 2.5 * hour).label).toBe("outage");
  });

  test("whose time of announcement a caller gives was announced now all the same", async () => {
    const web = await addComponent("Web");
    const announced = { announced_at: iso(now() - 9 * day), created_at: iso(now() - 9 * day) };
    const made = await posted({ component_ids: [web], ...announced }, now() + 2 * hour);
    expect(Math.abs(Date.parse(made.candor.announced_at ?? "") - now())).toBeLessThan(minute);
    const page = derivePage(await loadFacts(), now() + 2.5 * hour);
    expect(page.label).toBe("maintenance_short_notice");
  });
});

describe("an update of planned work", () => {
  const edited = (id: string, update: string | undefined, incident_update: object, token?: string) => {
    const given = { body: { incident_update }, ...(token !== undefined && { token }) };
    return ask<UpdateShape>(`PATCH incidents/${id}/incident_updates/${update}`, given);
  };

  test("says anew what was announced; what was posted later stays, and what is unknown is 404", async () => {
    const web = await addComponent("Web");
    const { id, incident_updates } = await posted({ component_ids: [web], body: "It will be down." });
    const announced = incident_updates[0]?.id;
    const anew = await edited(id, announced, { body: "It will be down for an hour." });
    expect([anew.status, anew.json]).toEqual([
      200,
      { ...incident_updates[0], body: "It will be down for an hour.", updated_at: expect.any(String) },
    ]);
    expect((await loadFacts()).maintenances[0]?.announcements.map(({ message }) => message)).toEqual([
      "It will be down.",
      "It will be down for an hour.",
    ]);
    const later = (await patched(id, { body: "Two days to go." })).json.incident_updates[0];
    const path = `PATCH incidents/${id}/incident_updates/${later?.id}`;
    expect(await faults(path, { body: { incident_update: { body: "Three." } } })).toEqual([
      422,
      ["incident_update.body"],
    ]);
    expect((await edited(id, later?.id, { body: "Two days to go." })).json).toEqual(later);
    expect((await edited(id, "nothing00000", { body: "x" })).status).toBe(404);
    const time = { body: { incident_update: { display_at: iso(now()) } } };
    expect(await faults(path, time)).toEqual([422, ["incident_update.display_at"]]);
    expect((await edited(id, announced, { body: "x" }, await tokenFor("incidents"))).status).toBe(403);
    expect((await edited(id, announced, { body: "x" }, await tokenFor("maintenance"))).status).toBe(200);
  });

  test("that became a notice changes the notice", async () => {
    const quiet = { component_ids: [await addComponent("Web")], auto_transition_to_maintenance_state: false };
    const made = await posted(quiet, now(), now() + hour);
    const { json } = await edited(made.id, made.incident_updates[0]?.id, { body: "New disks." });
    expect(json.body).toBe("New disks.");
    expect((await loadFacts()).notices).toMatchObject([{ id: made.id, body: "New disks.", withdrawnAt: null }]);
  });
});

test("a request of which one part is refused announces nothing, sets nothing and posts nothing", async () => {
  const web = await addComponent("Web");
  const { id } = await posted({ component_ids: [web] });
  const before = await loadFacts();
  const revision = async () => (await database().page.findFirstOrThrow()).revision;
  const was = await revision();
  const moved = { scheduled_until: iso(now() + 3 * day) };
  for (const [fields, wrong] of [
    [{ ...moved, status: "completed" }, "incident"],
    [{ ...moved, body: "x", happened_at: iso(now() - 9 * day) }, "incident.happened_at"],
    [{ ...moved, status: "in_progress", body: "x", happened_at: iso(now() - hour) }, "incident.happened_at"],
    [{ ...moved, body: "x".repeat(25_001) }, "incident.body"],
  ] as const) {
    expect(await faults(`PATCH incidents/${id}`, { body: { incident: fields } })).toEqual([422, [wrong]]);
  }
  expect(await loadFacts()).toEqual(before);
  expect(await revision()).toBe(was);
  expect((await patched(id, { ...moved, status: "in_progress", body: "Early." })).json).toMatchObject({
    scheduled_until: moved.scheduled_until,
    status: "in_progress",
    incident_updates: [{ body: "Early." }, {}],
  });
  const types = (await database().event.findMany({ where: { subjectId: id }, orderBy: { id: "asc" } })).slice(-3);
  expect(types.map((event) => event.type)).toEqual(["maintenance.changed", "maintenance.begun", "maintenance.updated"]);
});

describe("work that comes too late to be planned", () => {
  test("is an incident with its components taken offline on purpose, and the answer says so", async () => {
    const web = await addComponent("Web");
    const made = await posted({ component_ids: [web], body: "New disks." }, now() + 4 * minute);
    expect(made).toMatchObject({
      status: "identified",
      impact: "critical",
      scheduled_for: null,
      candor: {
        kind: "incident",
        taken_offline: [web],
        instead_of: "scheduled_maintenance",
        because: expect.stringMatching(/too late to call it planned. It is an incident/),
      },
    });
    const page = derivePage(await loadFacts(), now() + minute);
    expect([page.mode, page.label]).toEqual(["outage", "outage"]);
    // The script that meant planned work goes on with its own words.
    expect((await patched(made.id, { status: "in_progress" })).json.status).toBe("identified");
    expect((await patched(made.id, { status: "verifying" })).json.status).toBe("monitoring");
    expect((await patched(made.id, { status: "completed" })).json).toMatchObject({
      status: "resolved",
      candor: { taken_offline: [] },
    });
    expect(await shown(web, now() + minute)).toBe("operational");
  });

  test("is an incident from now on, also where it has not begun, and the answer says what to do about that", async () => {
    const web = await addComponent("Web");
    const made = await posted({ component_ids: [web] }, now() + 50 * minute);
    expect(made).toMatchObject({
      scheduled_for: null,
      candor: { kind: "incident", instead_of: "scheduled_maintenance", taken_offline: [web] },
    });
    expect(made.candor.because).toMatch(/too late to call it planned.*bring back online what works until then/);
    expect(await shown(web, now() + minute)).toBe("major_outage");
    await patched(made.id, { body: "It works until 3pm.", back_online: [web] });
    expect(await shown(web, now() + minute)).toBe("operational");
    expect(derivePage(await loadFacts(), now() + minute).mode).toBe("outage");
  });

  test("that nobody will notice is a notice from when it begins", async () => {
    const quiet = { component_ids: [await addComponent("Web")], auto_transition_to_maintenance_state: false };
    const from = now() + 50 * minute;
    const made = await posted(quiet, from);
    expect(made).toMatchObject({ status: "scheduled", monitoring_at: null, candor: { kind: "notice" } });
    const noticesAt = async (at: number) => derivePage(await loadFacts(), at).notices.map(({ id }) => id);
    expect(await noticesAt(from - minute)).toEqual([]);
    expect(await noticesAt(from + minute)).toEqual([made.id]);
    expect(await noticesAt(from + 2 * hour)).toEqual([]);
  });

  test("is a notice where nobody will notice it, which its id leads to", async () => {
    const web = await addComponent("Web");
    const quiet = { component_ids: [web], auto_transition_to_maintenance_state: false };
    const made = await posted(quiet, now(), now() + hour);
    expect(made).toMatchObject({ impact: "none", candor: { kind: "notice", instead_of: "scheduled_maintenance" } });
    expect(derivePage(await loadFacts(), now() + minute).mode).toBe("operational");
    expect((await ask(`GET incidents/${made.id}`)).json).toMatchObject({ id: made.id, impact: "none" });
    expect((await patched(made.id, { status: "completed" })).json.resolved_at).not.toBeNull();
  });

  test("is an incident too over a component that is in an open one; work of another day is refused", async () => {
    const web = await addComponent("Web");
    await open({ components: [{ componentId: web, status: "degraded_performance" }] }, now() - hour);
    const made = await posted({ component_ids: [web] }, now() + 4 * minute);
    expect(made.candor.because).toContain("part of an open incident");
    const from = now() + 2 * day;
    const incident = { name: "x", component_ids: [web], scheduled_for: iso(from), scheduled_until: iso(from + hour) };
    expect(await faults("POST incidents", { body: { incident } })).toEqual([422, ["incident.components"]]);
  });
});

describe("planned work that can't be taken", () => {
  const from = now() + 2 * day;
  const times = { scheduled_for: iso(from), scheduled_until: iso(from + hour) };

  test.each([
    [{ ...times, scheduled_until: undefined }, ["scheduled_until"]],
    [{ ...times, scheduled_for: null }, ["scheduled_for"]],
    [{ status: "scheduled" }, ["scheduled_for", "scheduled_until"]],
    [{ ...times, scheduled_until: times.scheduled_for }, ["scheduled_until"]],
    [{ ...times, scheduled_until: iso(from + 40 * day) }, ["scheduled_until"]],
    [{ ...times, scheduled_for: "tomorrow" }, ["scheduled_for"]],
    [{ ...times, scheduled_for: "2030-01-01T10:00:00" }, ["scheduled_for"]],
    [{ ...times, expected_effects: { web: "broken" } }, ["expected_effects.web"]],
    [{ ...times, component_ids: ["nothing"] }, ["component_ids"]],
  ])("%j is refused at %j", async (fields, wrong) => {
    const web = await addComponent("Web");
    const incident = { name: "Upgrade", component_ids: [web], ...fields };
    expect(await faults("POST incidents", { body: { incident } })).toEqual([
      422,
      wrong.map((each) => `incident.${each}`),
    ]);
  });

  test("of no component, or with a word of trouble, is refused", async () => {
    const bare = { incident: { name: "Upgrade", ...times } };
    expect(await faults("POST incidents", { body: bare })).toEqual([422, ["incident.component_ids"]]);
    const { id } = await posted({ component_ids: [await addComponent("Web")] });
    const trouble = { incident: { status: "investigating" } };
    expect(await faults(`PATCH incidents/${id}`, { body: trouble })).toEqual([422, ["incident.status"]]);
  });

  test("is refused to a token for incidents alone, and an incident to one for maintenance alone", async () => {
    const incident = { name: "Upgrade", component_ids: [await addComponent("Web")], ...times };
    const incidents = await tokenFor("incidents");
    const maintenance = await tokenFor("maintenance");
    expect((await ask("POST incidents", { body: { incident }, token: incidents })).status).toBe(403);
    const made = await ask("POST incidents", { body: { incident }, token: maintenance });
    expect(made.status).toBe(201);
    expect((await ask(`DELETE incidents/${made.json.id}`, { token: incidents })).status).toBe(403);
    const trouble = { incident: { name: "Errors" } };
    expect((await ask("POST incidents", { body: trouble, token: maintenance })).status).toBe(403);
    const { id } = (await ask("POST incidents", { body: trouble, token: incidents })).json;
    expect((await ask(`DELETE incidents/${id}`, { token: maintenance })).status).toBe(403);
  });
});
