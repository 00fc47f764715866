import { describe, expect, test } from "vitest";
import type { z } from "zod";
import type { Component as PublicComponent } from "@/messages/v2/component";
import { database } from "@/server/database";
import { programDocuments } from "@/server/programs/documents";
import { saidNow } from "@/server/programs/said-now";
import { currentPage, refreshSnapshot } from "@/server/snapshot";
import type { noticeShape, pageShape, uptimeShape } from "@/server/v1/page-shapes";
import type { componentShape, groupShape } from "@/server/v1/shapes";
import { addComponent, day, hour, minute, open, start } from "../server/scene";
import { ask, everything, faults, testApi } from "./api";

testApi();

type Component = z.infer<typeof componentShape>;
type Group = z.infer<typeof groupShape>;
type Notice = z.infer<typeof noticeShape>;
type Page = z.infer<typeof pageShape>;

const create = (component: object) => ask<Component>("POST components", { body: { component } });
const patch = (id: string, component: object) => ask<Component>(`PATCH components/${id}`, { body: { component } });

describe("components by the API", () => {
  test("are made, read, changed and archived", async () => {
    const made = await create({
      name: "API",
      description: "REST",
      status: "degraded_performance",
      start_date: "2026-01-02",
      showcase: true,
      only_show_if_degraded: false,
      group_id: null,
    });
    expect(made.status).toBe(201);
    const { id } = made.json;
    expect(made.json).toMatchObject({
      name: "API",
      description: "REST",
      status: "degraded_performance",
      start_date: "2026-01-02",
      group_id: null,
      position: 1,
    });
    expect((await ask(`GET components/${id}`)).json).toEqual(made.json);
    expect((await ask("GET components")).json).toEqual([made.json]);
    const changed = await patch(id, {
      name: "The API",
      status: "operational",
      description: "",
      start_date: "2026-01-02",
    });
    expect(changed.json).toMatchObject({ name: "The API", status: "operational", description: null });
    const put = await ask<Component>(`PUT components/${id}`, { body: { component: { description: "GraphQL" } } });
    expect([put.status, put.json.description, put.json.name]).toEqual([200, "GraphQL", "The API"]);
    expect((await ask(`DELETE components/${id}`)).status).toBe(204);
    expect((await ask(`GET components/${id}`)).status).toBe(404);
    expect((await ask("GET components")).json).toEqual([]);
  });

  test("say when they were made and last changed, by whatever process, and groups too", async () => {
    const first = (await create({ name: "API" })).json;
    const other = (await create({ name: "Web" })).json;
    const component_group = { name: "Europe", components: [first.id] };
    const group = (await ask<Group>("POST component-groups", { body: { component_group } })).json;
    const { revision } = await database().page.findFirstOrThrow();
    const later = new Date(Date.now() + minute);
    // Another process changes them.
    const event = { revision: revision + 1, at: later, actorKind: "staff", actorName: "Ada", type: "x.edited" };
    for (const [subjectKind, subjectId] of [
      ["component", first.id],
      ["group", group.id],
    ] as const) {
      await database().event.create({ data: { ...event, subjectKind, subjectId } });
    }
    await database().page.updateMany({ data: { revision: { increment: 1 } } });
    await refreshSnapshot();
    const changed = { updated_at: later.toISOString() };
    expect((await ask<Component>(`GET components/${first.id}`)).json).toEqual({
      ...first,
      group_id: group.id,
      position: 1,
      ...changed,
    });
    expect((await ask<Component>(`GET components/${other.id}`)).json).toEqual(other);
    expect((await ask<Group>(`GET component-groups/${group.id}`)).json).toEqual({ ...group, ...changed });
  });

  test("and groups give back what old clients write of them, in the public API too", async () => {
    const made = await create({ name: "API", showcase: false, only_show_if_degraded: "true" });
    expect(made.json).toMatchObject({ showcase: false, only_show_if_degraded: true });
    const { id } = made.json;
    expect((await patch(id, { description: "REST" })).json).toMatchObject({
      showcase: false,
      only_show_if_degraded: true,
    });
    expect((await patch(id, { showcase: true })).json).toMatchObject({ showcase: true, only_show_if_degraded: true });
    expect((await create({ name: "Web" })).json).toMatchObject({ showcase: true, only_show_if_degraded: false });
    const component_group = { name: "Europe", components: [id] };
    const group = await ask<Group>("POST component-groups", { body: { description: "All of it", component_group } });
    expect(group.json.description).toBe("All of it");
    const change = (body: object) => ask<Group>(`PATCH component-groups/${group.json.id}`, { body });
    expect((await change({ component_group: { name: "EU" } })).json).toMatchObject({
      name: "EU",
      description: "All of it",
    });
    expect((await change({ component_group: { description: "Some" } })).json.description).toBe("Some");
    const [document] = programDocuments.filter(({ path }) => path === "/api/v2/components.json");
    const said = document && (await saidNow(document, currentPage()));
    const { components } = JSON.parse(said?.text ?? "") as { components: PublicComponent[] };
    expect(components.map((each) => [each.name, each.description, each.showcase, each.only_show_if_degraded])).toEqual([
      ["Web", null, true, false],
      ["API", "REST", true, true],
      ["EU", "Some", false, false],
    ]);
    expect((await change({ description: null, component_group: {} })).json.description).toBeNull();
  });

  test("show what was written of their state, in open incidents too", async () => {
    const web = await addComponent("Web");
    await open({ components: [{ componentId: web, status: "major_outage" }] }, Date.now() - hour);
    expect((await patch(web, { status: "partial_outage" })).json.status).toBe("partial_outage");
    expect((await patch(web, { status: "operational" })).json.status).toBe("operational");
  });

  test("take `under_maintenance` outside any window", async () => {
    const web = await addComponent("Web");
    expect((await patch(web, { status: "under_maintenance" })).json.status).toBe("under_maintenance");
    expect((await ask<Page>("GET /pages")).json).toMatchObject([{ status_indicator: "minor" }]);
  });

  test("are listed by pages", async () => {
    for (const name of ["A", "B", "C"]) await addComponent(name);
    const names = async (query: string) =>
      (await ask<Component[]>(`GET components?${query}`)).json.map(({ name }) => name);
    expect(await names("per_page=2")).toEqual(["A", "B"]);
    expect(await names("per_page=2&page=2")).toEqual(["C"]);
  });

  test.each([
    [{ name: "" }, "name"],
    [{ name: 5 }, "name"],
    [{}, "name"],
    [{ name: "x".repeat(256) }, "name"],
    [{ name: "Web", status: "broken" }, "status"],
    [{ name: "Web", group_id: "nothing" }, "group_id"],
    [{ name: "Web", start_date: "2999-01-01" }, "start_date"],
    [{ name: "Web", start_date: "yesterday" }, "start_date"],
    [{ name: "Web", description: ["x"] }, "description"],
  ])("are not made of %j", async (component, field) => {
    expect(await faults("POST components", { body: { component } })).toEqual([422, [`component.${field}`]]);
  });

  test("that are unwell are not archived, nor moved to another group", async () => {
    const web = await addComponent("Web");
    const group = await ask<Group>("POST component-groups", {
      body: { component_group: { name: "G", components: [] } },
    });
    await patch(web, { status: "major_outage" });
    expect(await faults(`DELETE components/${web}`)).toEqual([422, ["component"]]);
    const moved = { component: { group_id: group.json.id } };
    expect(await faults(`PATCH components/${web}`, { body: moved })).toEqual([422, ["component"]]);
    const members = { component_group: { components: [web] } };
    expect((await faults(`PATCH component-groups/${group.json.id}`, { body: members }))[0]).toBe(422);
  });
});

describe("groups by the API", () => {
  test("are made of components, changed, and deleted without them", async () => {
    const [web, mail] = [await addComponent("Web"), await addComponent("Mail")];
    const made = await ask<Group>("POST component-groups", {
      body: { component_group: { name: "Europe", components: [mail, web] } },
    });
    expect([made.status, made.json.name, made.json.components]).toEqual([201, "Europe", [mail, web]]);
    const path = `component-groups/${made.json.id}`;
    expect((await ask<Component>(`GET components/${web}`)).json.group_id).toBe(made.json.id);
    const changed = await ask<Group>(`PATCH ${path}`, { body: { component_group: { name: "EU", components: [web] } } });
    expect([changed.json.name, changed.json.components]).toEqual(["EU", [web]]);
    expect((await ask(`GET ${path}`)).json).toEqual(changed.json);
    expect((await ask("GET component-groups")).json).toEqual([changed.json]);
    const gone = await ask<Group>(`DELETE ${path}`);
    expect([gone.status, gone.json.id]).toEqual([200, made.json.id]);
    expect((await ask(`GET ${path}`)).status).toBe(404);
    expect((await ask<Component[]>("GET components")).json.map(({ group_id }) => group_id)).toEqual([null, null]);
  });

  test.each([
    [{ components: [] }, "name"],
    [{ name: "x" }, "components"],
    [{ name: "x", components: "web" }, "components"],
    [{ name: "x", components: ["nothing"] }, "components"],
    [{ name: "x", components: [7] }, "components.0"],
  ])("are not made of %j", async (component_group, field) => {
    expect(await faults("POST component-groups", { body: { component_group } })).toEqual([
      422,
      [`component_group.${field}`],
    ]);
  });
});

describe("notices by the API", () => {
  test("are published, changed and withdrawn", async () => {
    const notice = { title: "A new address", body: "From May.", until: new Date(Date.now() + day).toISOString() };
    const made = await ask<Notice>("POST notices", { body: { notice } });
    expect([made.status, made.json]).toMatchObject([201, { ...notice, withdrawn_at: null }]);
    const path = `notices/${made.json.id}`;
    const changed = await ask<Notice>(`PATCH ${path}`, { body: { notice: { body: "From June.", until: null } } });
    expect(changed.json).toMatchObject({ title: "A new address", body: "From June.", until: null });
    expect((await ask(`GET ${path}`)).json).toEqual(changed.json);
    expect((await ask("GET notices")).json).toEqual([changed.json]);
    expect((await ask<Notice>(`DELETE ${path}`)).json.withdrawn_at).not.toBeNull();
  });

  test.each([
    [{ body: "x" }, "title"],
    [{ title: "x" }, "body"],
    [{ title: "x", body: "x", until: new Date(start).toISOString() }, "until"],
    [{ title: "x", body: "x", from: 12 }, "from"],
  ])("are not made of %j", async (notice, field) => {
    expect(await faults("POST notices", { body: { notice } })).toEqual([422, [`notice.${field}`]]);
  });
});

describe("uptime by the API", () => {
  type Uptime = z.infer<typeof uptimeShape>;
  const iso = (at: number) => new Date(at).toISOString();
  const outage = (component: string, from: number, to: number) => ({
    incident: {
      name: "Down",
      backfilled: true,
      happened_at: iso(from),
      resolved_at: iso(to),
      components: { [component]: "major_outage" },
    },
  });

  test("is that of a component, and of a group by the worst of its components at each moment", async () => {
    const [web, mail] = [await addComponent("Web", start - 9 * day), await addComponent("Mail", start - 9 * day)];
    const component_group = { name: "All", components: [web, mail] };
    const group = await ask<Group>("POST component-groups", { body: { component_group } });
    const first = await ask("POST incidents", { body: outage(web, start - 5 * hour, start - 4 * hour) });
    const second = await ask("POST incidents", { body: outage(mail, start - 4.5 * hour, start - 3 * hour) });
    const period = `start=${iso(start - 10 * hour)}&end=${iso(start)}`;
    const alone = await ask<Uptime>(`GET components/${web}/uptime?${period}`);
    expect(alone.json).toMatchObject({
      id: web,
      name: "Web",
      uptime_percentage: 90,
      major_outage: 3600,
      partial_outage: 0,
      warnings: null,
      related_events: [{ id: first.json.id }],
    });
    const both = await ask<Uptime>(`GET component-groups/${group.json.id}/uptime?${period}`);
    expect(both.json).toMatchObject({ id: group.json.id, uptime_percentage: 80, major_outage: 7200 });
    expect(both.json.related_events.map(({ id }) => id).sort()).toEqual([first.json.id, second.json.id].sort());
    const usual = await ask<Uptime>(`GET components/${web}/uptime?skip_related_events=true`);
    expect(usual.json.related_events).toEqual([]);
    expect(Date.parse(usual.json.range_end) - Date.parse(usual.json.range_start)).toBe(90 * day);
  });

  test("says where nothing is known, and takes no time that runs backwards", async () => {
    const web = await addComponent("Web", start - day);
    const early = `start=${iso(start - 9 * day)}&end=${iso(start - 8 * day)}`;
    const { json } = await ask<Uptime>(`GET components/${web}/uptime?${early}`);
    expect([json.uptime_percentage, json.warnings]).toEqual([null, "Nothing is known of this time."]);
    const backwards = `start=${iso(start)}&end=${iso(start - day)}`;
    expect(await faults(`GET components/${web}/uptime?${backwards}`)).toEqual([422, ["start"]]);
    expect(await faults(`GET components/${web}/uptime?start=yesterday`)).toEqual([400, ["start"]]);
  });
});

describe("the embed configuration by the API", () => {
  test("is read, and changed by PATCH and PUT", async () => {
    const { json } = await ask<object>("GET status_embed_config");
    expect(json).toMatchObject({ page_id: everything.pageId, position: "bottom-left" });
    const after = { position: "top-right", incident_background_color: "#112233" };
    const changed = await ask<object>("PATCH status_embed_config", { body: { status_embed_config: after } });
    expect(changed.json).toEqual({ ...json, ...after });
    const put = await ask<object>("PUT status_embed_config", {
      body: { status_embed_config: { position: "top-left" } },
    });
    expect(put.json).toEqual({ ...json, ...after, position: "top-left" });
  });

  test("is not changed to what it can't be", async () => {
    const wrong = { position: "middle", incident_text_color: 5 };
    const names = Object.keys(wrong).map((name) => `status_embed_config.${name}`);
    expect(await faults("PATCH status_embed_config", { body: { status_embed_config: wrong } })).toEqual([422, names]);
    const color = { incident_text_color: "red" };
    expect(await faults("PATCH status_embed_config", { body: { status_embed_config: color } })).toEqual([
      422,
      [names[1]],
    ]);
  });
});

describe("the page by the API", () => {
  test("is the one of the list, and is changed by PATCH and PUT", async () => {
    const { json } = await ask<Page[]>("GET /pages");
    expect(json).toMatchObject([{ id: everything.pageId, name: "Status", time_zone: "UTC" }]);
    expect((await ask(`GET /pages/${everything.pageId}`)).json).toEqual(json[0]);
    const page = { name: "Harvest", time_zone: "America/New_York", support_url: "help@example.com" };
    const changed = await ask<Page>(`PATCH /pages/${everything.pageId}`, { body: { page } });
    expect(changed.json).toMatchObject({ ...page, support_url: "mailto:help@example.com" });
    const put = await ask<Page>(`PUT /pages/${everything.pageId}`, { body: { page: { name: "Forecast" } } });
    expect(put.json).toMatchObject({ name: "Forecast", time_zone: "America/New_York" });
  });

  test.each([
    [{ name: "" }, "name"],
    [{ time_zone: "Mars/Olympus" }, "time_zone"],
    [{ support_url: "javascript:alert(1)" }, "support_url"],
  ])("is not changed to %j", async (page, field) => {
    expect(await faults(`PATCH /pages/${everything.pageId}`, { body: { page } })).toEqual([422, [`page.${field}`]]);
  });
});
