import { describe, expect, test } from "vitest";
import { database } from "@/server/database";
import type { IncidentShape } from "@/server/v1/shapes";
import { addComponent, hour, incident, minute, shown, start } from "../server/scene";
import { ask, type ErrorBody, faults, testApi } from "./api";

testApi();

const iso = (at: number) => new Date(at).toISOString();

async function opened(more: object = {}): Promise<IncidentShape> {
  const { status, json } = await ask("POST incidents", { body: { incident: { name: "Errors", ...more } } });
  expect(status).toBe(201);
  return json;
}

const patched = (id: string, fields: object) => ask(`PATCH incidents/${id}`, { body: { incident: fields } });

describe("an incident by the API", () => {
  test("is opened with what old clients send, and read back as it was written", async () => {
    const web = await addComponent("Web");
    const mail = await addComponent("Mail");
    const made = await opened({
      status: "identified",
      body: "A disk is full.",
      components: { [web]: "partial_outage" },
      component_ids: [web, mail],
      deliver_notifications: true,
      metadata: { jira: { issue: 5 } },
      impact_override: "critical",
    });
    expect(made).toMatchObject({
      name: "Errors",
      status: "identified",
      impact: "critical",
      impact_override: "critical",
      resolved_at: null,
      incident_updates: [{ status: "identified", body: "A disk is full.", incident_id: made.id }],
    });
    expect(made.components.map(({ id, status }) => [id, status]).sort()).toEqual(
      [
        [web, "partial_outage"],
        [mail, "operational"],
      ].sort(),
    );
    expect(made.incident_updates[0]?.affected_components).toContainEqual({
      code: web,
      name: "Web",
      old_status: "operational",
      new_status: "partial_outage",
    });
    expect((await ask(`GET incidents/${made.id}`)).json).toEqual(made);
    expect((await ask<IncidentShape[]>("GET incidents")).json).toEqual([made]);
    expect((await ask<IncidentShape[]>("GET incidents/unresolved")).json).toEqual([made]);
  });

  test("says something for customers where a request has no words", async () => {
    const web = await addComponent("Web");
    const made = await opened();
    expect(made.incident_updates[0]?.body).toBe("We are looking into this.");
    const down = await patched(made.id, { components: { [web]: "major_outage" } });
    expect(down.json.incident_updates[0]).toMatchObject({ status: "investigating", body: "Web is down." });
    const over = await patched(made.id, { status: "resolved" });
    expect(over.json.incident_updates[0]).toMatchObject({ status: "resolved", body: "This is over." });
    expect(over.json.resolved_at).not.toBeNull();
    expect(await shown(web, Date.now() + minute)).toBe("operational");
  });

  test("gets an update by PATCH and by PUT, and none where nothing is told", async () => {
    const { id } = await opened({ body: "Looking." });
    await patched(id, { status: "identified", body: "Found." });
    await ask(`PUT incidents/${id}`, {
      body: { incident: { body: "Going on.", next_update_by: iso(Date.now() + hour) } },
    });
    const same = await patched(id, { status: "identified", name: "Errors in Web" });
    expect(same.json.incident_updates.map(({ body }) => body)).toEqual(["Going on.", "Found.", "Looking."]);
    expect(same.json).toMatchObject({ name: "Errors in Web", candor: { next_update_by: expect.any(String) } });
    expect((await incident(id)).changes).toHaveLength(1);
  });

  test("is told of a time that has passed, and that time counts", async () => {
    const web = await addComponent("Web");
    const made = await opened({ happened_at: iso(start), components: { [web]: "major_outage" }, effect: "It is down" });
    await patched(made.id, {
      happened_at: iso(start + hour),
      status: "monitoring",
      components: { [web]: "operational" },
    });
    expect(await shown(web, start + minute)).toBe("major_outage");
    expect(await shown(web, start + hour)).toBe("operational");
    const { json } = await ask(`GET incidents/${made.id}`);
    expect(json.candor).toMatchObject({ started_at: iso(start), effect: "It is down" });
    expect(json.monitoring_at).toBe(iso(start + hour));
    expect(json.incident_updates.map(({ display_at }) => display_at)).toEqual([iso(start + hour), iso(start)]);
  });

  test("takes components offline on purpose and brings them back, and a better state says that too", async () => {
    const [web, mail] = [await addComponent("Web"), await addComponent("Mail")];
    const { id } = await opened({ taken_offline: [web], taken_offline_reason: "to find out why it crashes" });
    expect(await shown(web, Date.now() + minute)).toBe("major_outage");
    const more = await patched(id, { taken_offline: [mail], taken_offline_reason: "to be safe" });
    expect(more.json.candor.taken_offline.sort()).toEqual([web, mail].sort());
    expect(await faults(`PATCH incidents/${id}`, { body: { incident: { status: "resolved" } } })).toEqual([
      422,
      ["incident.back_online"],
    ]);
    await patched(id, { back_online: [web], components: { [web]: "degraded_performance" } });
    expect(await shown(web, Date.now() + minute)).toBe("degraded_performance");
    const back = await patched(id, { components: { [mail]: "operational" }, status: "monitoring" });
    expect(back.json.candor.taken_offline).toEqual([]);
  });

  test("is reopened only by whoever says so", async () => {
    const { id } = await opened();
    await patched(id, { status: "resolved" });
    const again = { incident: { status: "investigating", body: "Again." } };
    expect(await faults(`PATCH incidents/${id}`, { body: again })).toEqual([422, ["incident.reopen"]]);
    const { json } = await patched(id, { ...again.incident, reopen: true });
    expect(json).toMatchObject({ status: "investigating", resolved_at: null });
  });

  test("that is over is recorded from its beginning to its end, with its components", async () => {
    const web = await addComponent("Web");
    const made = await opened({
      backfilled: true,
      happened_at: iso(start),
      resolved_at: iso(start + hour),
      components: { [web]: "major_outage" },
      body: "It was a cable.",
    });
    expect(made).toMatchObject({ status: "resolved", resolved_at: iso(start + hour), impact: "critical" });
    expect(await shown(web, start + minute)).toBe("major_outage");
    expect(await shown(web, start + hour)).toBe("operational");
    expect((await ask<IncidentShape[]>("GET incidents/unresolved")).json).toEqual([]);
    const dated = await opened({ backfilled: true, backfill_date: "2026-01-02" });
    expect(dated).toMatchObject({ status: "resolved", candor: { started_at: "2026-01-02T00:00:00.000Z" } });
    expect(await opened({ status: "resolved" })).toMatchObject({ status: "resolved" });
  });

  test("is withdrawn by DELETE: gone from the API, kept in the public record", async () => {
    const { id } = await opened();
    const { status, json } = await ask(`DELETE incidents/${id}?reason=Wrong%20page`);
    expect([status, json.id]).toEqual([200, id]);
    expect((await incident(id)).withdrawn?.reason).toBe("Wrong page");
    expect((await ask(`GET incidents/${id}`)).status).toBe(404);
    expect((await ask(`DELETE incidents/${id}`)).status).toBe(404);
    expect((await ask<IncidentShape[]>("GET incidents")).json).toEqual([]);
  });

  test("has updates that can be changed; what they said before stays", async () => {
    const made = await opened({ body: "Loking." });
    const update = made.incident_updates[0];
    const path = `PATCH incidents/${made.id}/incident_updates/${update?.id}`;
    const body = { incident_update: { body: "Looking.", display_at: update?.display_at } };
    const { status, json } = await ask<object>(path, { body });
    expect([status, json]).toMatchObject([200, { id: update?.id, body: "Looking." }]);
    expect((await incident(made.id)).updates[0]?.edits[0]?.bodyBefore).toBe("Loking.");
    const moved = { incident_update: { display_at: iso(start) } };
    expect(await faults(path, { body: moved })).toEqual([422, ["incident_update.display_at"]]);
  });

  test("is listed newest first, by pages, and found by words of its name or its updates", async () => {
    const ids = [];
    for (const name of ["One", "Two", "Three"]) ids.unshift((await opened({ name, body: `About ${name}%_` })).id);
    const list = async (query: string) =>
      (await ask<IncidentShape[]>(`GET incidents?${query}`)).json.map(({ id }) => id);
    expect(await list("limit=2")).toEqual(ids.slice(0, 2));
    expect(await list("limit=2&page=2")).toEqual(ids.slice(2));
    expect(await list("q=two")).toEqual([ids[1]]);
    expect(await list("q=about%20three%25_")).toEqual([ids[0]]);
    expect(await list("q=%25nothing")).toEqual([]);
    expect(await list("page_id=x&unknown=1")).toEqual(ids);
    expect((await ask<IncidentShape[]>("GET incidents/unresolved?per_page=1&page=3")).json).toHaveLength(1);
  });

  test("is the same in the form that old scripts send, with .json and their ways to bring the token", async () => {
    const web = await addComponent("Web");
    const form = `incident[name]=By%20form&incident[status]=identified&incident[components][${web}]=major_outage&incident[deliver_notifications]=true`;
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const { status, json } = await ask("POST incidents.json", { body: form, headers });
    expect([status, json.name, json.impact]).toEqual([201, "By form", "critical"]);
    const list = `incident[name]=List&incident[components][]=${web}&incident[component_ids][]=${web}`;
    const listed = await ask("POST incidents.json", { body: list, headers });
    expect(listed.json.components.map(({ id }) => id)).toEqual([web]);
    const asJson = await ask("POST incidents", { body: JSON.stringify({ incident: { name: "curl -d" } }), headers });
    expect(asJson.json.name).toBe("curl -d");
  });
});

test("the words of an error name the field in the ways that clients read", async () => {
  const { status, json } = await ask<ErrorBody>("POST incidents", { body: { incident: { name: "" } } });
  expect(status).toBe(422);
  expect(json).toEqual({
    error: ["incident.name: Write a name for the incident."],
    message: "incident.name: Write a name for the incident.",
    errors: { "incident.name": "Write a name for the incident." },
  });
  expect(await database().event.count({ where: { subjectKind: "incident" } })).toBe(0);
});
