import { describe, expect, test } from "vitest";
import { derivePage } from "@/domain/page";
import { publicWindow } from "@/domain/public-window";
import type { V2Name } from "@/messages/v2/documents";
import { systemActor } from "@/server/actor";
import { setComponentStatus } from "@/server/component-status";
import { createComponent, editComponent } from "@/server/components";
import { database as prisma } from "@/server/database";
import { postUpdate, withdrawIncident } from "@/server/incidents";
import { loadFacts } from "@/server/load";
import { cancelMaintenance, extendMaintenance } from "@/server/maintenance";
import { importStatuspage } from "@/server/moving/import-statuspage";
import { sourceIn } from "@/server/moving/statuspage/documents";
import { markdownOf } from "@/server/moving/statuspage/markdown";
import { changePage } from "@/server/page";
import { redact } from "@/server/redact";
import type { V2Read } from "../domain/v2-read";
import { componentId, grownPage, idOfNamed, type OtherPage, otherPage } from "../support/other-page";
import { contentsOf } from "../support/spare-databases";
import { documentsAt } from "../support/whole-page";
import { addComponent, day, hour, minute, open, owner, shown, start, testScene } from "./scene";

testScene();

const source = (page: OtherPage) => sourceIn([{ from: "the page", json: JSON.parse(JSON.stringify(page)) }]);
const bring = (page: OtherPage = otherPage(start), now = start, dryRun = false) =>
  importStatuspage(systemActor, source(page), { now, dryRun });
const rows = () => contentsOf(process.env.DATABASE_URL ?? "");
const read = async (name: V2Name) => JSON.parse((await documentsAt(start, [name]))[name] ?? "") as V2Read;
const page = otherPage(start);
const idOf = (name: string) => idOfNamed(page, name);

const told = ({ incident_updates, ...each }: OtherPage["incidents"][number]) => ({
  id: each.id,
  name: each.name,
  status: each.status === "postmortem" ? "resolved" : each.status,
  created_at: each.created_at,
  resolved_at: each.resolved_at,
  impact: each.impact,
  incident_updates: incident_updates.map((update) => ({
    id: update.id,
    status: update.status === "postmortem" ? "resolved" : update.status,
    body: (update.status === "postmortem" ? "**Post-mortem**\n\n" : "") + markdownOf(update.body),
    created_at: update.created_at,
    display_at: update.display_at,
    affected_components: update.affected_components,
  })),
});

describe("what was brought in", () => {
  test("is read back by programs as it was there: ids, names, times, words, states and impacts", async () => {
    await changePage(owner, { name: "Ours", timeZone: "UTC", supportLink: null, accentColor: null, logo: null }, start);
    await bring();
    const { incidents } = await read("incidents");
    const expected = page.incidents.slice(0, 50).map(told);
    const got = incidents.map((each) => told(each as never));
    expect(got.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
    for (const [index, each] of expected.entries()) {
      const updates = each.incident_updates.map((update) => {
        const listed = update.affected_components?.filter(({ code }) => code);
        const states = listed?.map((one) =>
          one.new_status === "under_maintenance" ? { ...one, new_status: "major_outage" } : one,
        );
        return { ...update, affected_components: states?.length ? states : null };
      });
      const found = got[index];
      const loose = ["Storage lost a disk", "Taken down to recover"].includes(each.name);
      const without = (all: typeof updates) => all.map(({ affected_components, ...rest }) => rest);
      expect({
        ...found,
        incident_updates: loose ? without(found?.incident_updates as never) : found?.incident_updates,
      }).toEqual({
        ...each,
        incident_updates: loose ? without(updates) : updates,
      });
    }
  });

  test("has its groups, components, descriptions, order and first days", async () => {
    await bring();
    const { groups, components } = await loadFacts();
    expect(groups.map(({ name }) => name)).toEqual(["Core Platform", "Europe"]);
    const of = (group: string) =>
      components.filter(({ groupId }) => groupId === groups.find(({ name }) => name === group)?.id);
    expect(of("Core Platform").map(({ name }) => name)).toEqual(["API", "Dashboard", "Webhooks"]);
    expect(of("Europe").map(({ name }) => name)).toEqual(["API", "Storage"]);
    expect(components.find(({ id }) => id === componentId("api"))).toMatchObject({
      description: "REST and GraphQL requests",
      showcase: true,
      onlyShowIfDegraded: false,
      startAt: start - 400 * day,
    });
    const website = components.find(({ name }) => name === "Website");
    expect(new Date(website?.startAt ?? 0).toLocaleString("sv", { timeZone: "Europe/Berlin" })).toMatch(/ 00:00:00$/);
    expect(components.find(({ name }) => name === "Fax")).toMatchObject({ archivedAt: start });
    expect(new Set(components.map(({ slug }) => slug)).size).toBe(components.length);
  });

  test("gives a page that nobody has set up its name and zone, and leaves another's as they are", async () => {
    await bring();
    expect((await loadFacts()).page).toMatchObject({ name: "Acme Cloud", timeZone: "Europe/Berlin", setUpAt: start });
  });

  test("keeps the page of staff who have set it up", async () => {
    await changePage(owner, { name: "Ours", timeZone: "UTC", supportLink: null, accentColor: null, logo: null }, start);
    await bring();
    expect((await loadFacts()).page).toMatchObject({ name: "Ours", timeZone: "UTC" });
  });

  test("shows now what is shown there: open incidents by their states, other trouble from now on", async () => {
    await bring();
    expect(await shown(componentId("api"), start)).toBe("partial_outage");
    expect(await shown(componentId("database"), start)).toBe("under_maintenance");
    expect(await shown(componentId("database"), start - minute)).toBe("operational");
    expect(await shown(componentId("website"), start)).toBe("operational");
    expect(derivePage(await loadFacts(), start)).toMatchObject({ mode: "outage", indicator: "major" });
  });
});

describe("planned work of another page", () => {
  test("that is over is recorded as imported, at its own times, and none of it counts as planned", async () => {
    await bring();
    const window = publicWindow(await loadFacts(), idOf("Database work 12"), start);
    const from = start - 12 * day;
    expect(window).toMatchObject({
      announced: "imported",
      announcedAt: from - 8 * day + 40,
      recordedAt: start,
      startAt: from,
      endAt: from + 2 * hour,
      actualStart: from,
      actualEnd: from + 80 * minute,
      message: "We will swap machines.  \nYou may notice it.",
      components: [{ id: componentId("database"), effect: "down" }],
    });
    expect(window?.record.at(0)).toMatchObject({ kind: "announced", how: "imported", at: start });
    const facts = await loadFacts();
    expect(derivePage(facts, from + hour)).toMatchObject({ runningWindows: [] });
    expect(publicWindow(facts, idOf("Begun early"), start)).toMatchObject({
      actualStart: start - 20 * day - 10 * minute,
    });
  });

  test("is read back by programs with all that was posted on it, and one more line that says when it was recorded", async () => {
    await changePage(owner, { name: "Ours", timeZone: "UTC", supportLink: null, accentColor: null, logo: null }, start);
    await bring();
    const said = (all: { id: string; status: string; body: string; created_at: string; display_at: string }[] = []) =>
      all.map(({ id, status, body, created_at, display_at }) => ({ id, status, body, created_at, display_at }));
    const { scheduled_maintenances } = await read("scheduled-maintenances");
    for (const there of page.scheduled_maintenances.filter(({ name }) => name.startsWith("Database work"))) {
      const here = scheduled_maintenances.find(({ id }) => id === there.id);
      for (const key of [
        "name",
        "status",
        "created_at",
        "resolved_at",
        "scheduled_for",
        "scheduled_until",
        "started_at",
      ])
        expect([key, here?.[key as "name"]]).toEqual([key, key === "started_at" ? there.created_at : there[key]]);
      const posted = said(here?.incident_updates).filter(({ id }) =>
        there.incident_updates.some((each) => each.id === id),
      );
      expect(posted).toEqual(said(there.incident_updates).map((each) => ({ ...each, body: markdownOf(each.body) })));
      expect(here?.incident_updates[0]).toMatchObject({
        display_at: new Date(start).toISOString(),
        status: "completed",
      });
      expect(here?.incident_updates[0]?.body).toMatch(/^We recorded this after it was over: from /);
    }
  });

  test("that is to come is announced now by the clock of here, with what follows from that", async () => {
    const { done, left } = await bring();
    expect(publicWindow(await loadFacts(), idOf("Webhook workers"), start)).toMatchObject({
      status: "scheduled",
      announced: "full",
      announcedAt: start,
      recordedAt: null,
    });
    expect(done).toContain("maintenance “Webhook workers”, announced now: scheduled maintenance");
    expect(left.find((each) => each.includes("Restart of the API"))).toMatch(
      /is not announced here\. This is less than 60 minutes/,
    );
    expect(await prisma().maintenance.count({ where: { id: idOf("Restart of the API") } })).toBe(0);
  });

  test("that is under way, or was taken back, is left, and said to be", async () => {
    const { left } = await bring();
    expect(left.find((each) => each.includes("Fail-over test"))).toMatch(
      /is under way\. It is recorded, as imported, by an import after/,
    );
    expect(left.find((each) => each.includes("Not needed"))).toMatch(/was taken back before it began/);
    expect(await prisma().maintenance.count()).toBe(5);
  });
});

describe("a second run", () => {
  test("changes nothing: no row, no revision, no event", async () => {
    await bring();
    const before = await rows();
    expect((await bring(otherPage(start), start + minute)).done).toEqual([]);
    expect(await rows()).toEqual(before);
  });

  test("after the page went on brings what is new there and nothing else", async () => {
    await bring();
    const grown = grownPage(start);
    const { done } = await bring(grown, start + hour);
    expect(done.sort()).toEqual([
      "1 update of the incident “API errors”",
      "incident “Webhooks are late” with 1 update",
      "maintenance “Fail-over test”, recorded as imported",
      "“Batch exports” is degraded performance from now on",
      "“Database” is operational from now on",
    ]);
    const facts = await loadFacts();
    const parts = [
      ["api", "operational"],
      ["database", "operational"],
      ["hooks", "degraded_performance"],
      ["exports", "degraded_performance"],
    ] as const;
    for (const [key, status] of parts)
      expect([key, await shown(componentId(key), start + hour)]).toEqual([key, status]);
    expect(facts.incidents.find(({ id }) => id === idOf("API errors"))?.updates).toHaveLength(3);
    const before = await rows();
    await bring(grown, start + 2 * hour);
    expect(await rows()).toEqual(before);
  });

  test("that only has the newest, and then a folder with all, brings each once", async () => {
    await bring({ ...page, incidents: page.incidents.slice(0, 50) });
    expect(await prisma().incident.count()).toBe(50);
    expect((await bring()).counts.get("incidents, new")).toBe(page.incidents.length - 50);
    const ids = (await prisma().incident.findMany({ select: { id: true } })).map(({ id }) => id);
    expect(ids.sort()).toEqual(page.incidents.map(({ id }) => id).sort());
  });

  test("leaves what staff have changed, posted, withdrawn or cancelled here", async () => {
    await bring();
    await postUpdate(
      owner,
      { incidentId: idOf("API errors"), seen: null, status: "monitoring", body: "Ours." },
      start + minute,
    );
    await withdrawIncident(owner, { incidentId: idOf("Storage lost a disk"), reason: "Not ours." }, start + minute);
    await cancelMaintenance(owner, { maintenanceId: idOf("Webhook workers"), reason: "Not needed." }, start + minute);
    await editComponent(owner, { componentId: componentId("website"), name: "Home page" }, start + minute);
    await setComponentStatus(owner, { componentId: componentId("database"), status: "major_outage" }, start + minute);
    const { done, left } = await bring(grownPage(start), start + hour);
    expect(left.find((each) => each.includes("API errors"))).toMatch(
      /^1 update of .* staff have gone on with that incident here\.$/,
    );
    expect(done.join()).not.toMatch(/Home page|Website|“Database” is/);
    const facts = await loadFacts();
    expect(facts.incidents.find(({ id }) => id === idOf("API errors"))?.updates.map(({ body }) => body)).toContain(
      "Ours.",
    );
    expect(facts.components.filter(({ name }) => ["Website", "Home page"].includes(name))).toHaveLength(1);
    expect(await shown(componentId("database"), start + hour)).toBe("major_outage");
  });

  test.each<[string, () => Promise<unknown>]>([
    [
      "withdrawn",
      () => withdrawIncident(owner, { incidentId: idOf("API errors"), reason: "Not ours." }, start + minute),
    ],
    [
      "redacted",
      () => redact(owner, { incidentId: idOf("API errors"), text: "cache", reason: "A secret." }, start + minute),
    ],
  ])("brings nothing into an incident that was %s here", async (_, act) => {
    await bring();
    await act();
    const incident = async () => (await loadFacts()).incidents.find(({ id }) => id === idOf("API errors"));
    const before = await incident();
    const { left } = await bring(grownPage(start), start + hour);
    expect(left.find((each) => each.includes("API errors"))).toMatch(/^1 update of/);
    expect(await incident()).toEqual(before);
  });

  const ended = start + 9 * day + hour;
  const over = (): OtherPage => ({
    ...page,
    scheduled_maintenances: page.scheduled_maintenances.map((each) => {
      const [first] = each.incident_updates;
      if (each.name !== "Webhook workers" || !first) return each;
      const at = new Date(ended).toISOString();
      const update = {
        ...first,
        id: "k1m2n3b4v5c6",
        status: "completed",
        body: "Done.",
        created_at: at,
        display_at: at,
      };
      return { ...each, status: "completed", resolved_at: at, incident_updates: [update, ...each.incident_updates] };
    }),
  });

  test("tells the end of work that was announced here and is over there", async () => {
    await bring();
    await bring(over(), ended + hour);
    expect(publicWindow(await loadFacts(), idOf("Webhook workers"), ended + hour)).toMatchObject({
      actualEnd: ended,
      announced: "full",
      updates: [{ body: "Done.", status: "completed" }],
    });
  });

  test("leaves work that staff have gone on with here, and says so and what was moved there", async () => {
    await bring();
    const maintenanceId = idOf("Webhook workers");
    await extendMaintenance(owner, { maintenanceId, endAt: start + 9 * day + 3 * hour }, start + hour);
    const left = async (other: OtherPage, at: number) =>
      (await bring(other, at)).left.find((each) => each.includes("Webhook workers")) ?? "";
    expect(await left(page, start + 2 * hour)).toMatch(/has other times there than here\. Change it here too/);
    expect(await left(over(), ended + hour)).toMatch(
      /is over there\. Staff have gone on with it here: end it here too\.$/,
    );
    expect(publicWindow(await loadFacts(), maintenanceId, ended + hour)).toMatchObject({
      actualEnd: null,
      updates: [],
    });
  });
});

describe("what is here already", () => {
  test("is found by name and group, not doubled, and nothing of it is changed", async () => {
    const website = await addComponent(" website", start - 2 * day);
    const database = await addComponent("Database", start - 2 * day);
    await createComponent(owner, { name: "Ours" }, start);
    const { counts, left } = await bring();
    expect(counts.get("components that are here already")).toBe(2);
    expect(left).toContain("“Database” is under maintenance there; set it here too, if it is so.");
    expect(await shown(database, start)).toBe("operational");
    const { components } = await loadFacts();
    expect(components.filter(({ name }) => name.toLowerCase() === "website")).toHaveLength(1);
    const claims = await prisma().componentClaim.count({ where: { componentId: website } });
    expect(claims).toBeGreaterThan(10);
    const first = page.incidents.findLast(({ incident_updates }) =>
      incident_updates.some((each) => each.affected_components?.some(({ code }) => code === componentId("website"))),
    );
    expect(components.find(({ id }) => id === website)).toMatchObject({
      name: "website",
      startAt: Date.parse(first?.incident_updates.at(-1)?.display_at ?? ""),
    });
  });

  test("keeps its id: what comes from there gets another one", async () => {
    const taken = await open({ name: "Ours" }, start - hour);
    const other = {
      ...page,
      incidents: page.incidents.map((each) => (each.name === "API errors" ? { ...each, id: taken } : each)),
    };
    await bring(other);
    expect((await loadFacts()).incidents.find(({ id }) => id === taken)?.name).toBe("Ours");
    expect((await loadFacts()).incidents.filter(({ name }) => name === "API errors")).toHaveLength(1);
    const before = await rows();
    await bring(other);
    expect(await rows()).toEqual(before);
  });
});

test("only shown, it says the same and writes nothing", async () => {
  const before = await rows();
  const only = await bring(page, start, true);
  expect(await rows()).toEqual(before);
  const done = await bring();
  expect([done.done, done.left, [...done.notes], [...done.counts]]).toEqual([
    only.done,
    only.left,
    [...only.notes],
    [...only.counts],
  ]);
});

test("a post-mortem of the write API, which is published, is the last word of its incident", async () => {
  const [like] = page.incidents.filter(({ name }) => name === "A few requests were slow");
  if (!like) throw new Error("There is no such incident.");
  const published = new Date(start - day).toISOString();
  const told = { ...like, postmortem_body: "It was the cache.", postmortem_published_at: published };
  await bring({ ...page, incidents: [told] });
  const updates = (await loadFacts()).incidents[0]?.updates ?? [];
  expect(updates.toSorted((a, b) => a.happenedAt - b.happenedAt).at(-1)).toMatchObject({
    status: "resolved",
    body: "**Post-mortem**\n\nIt was the cache.",
    happenedAt: start - day,
  });
});

test("an incident that came back, and was called resolved while something was still wrong, is read back as it was", async () => {
  const [like] = page.incidents.filter(({ name }) => name === "A few requests were slow");
  const [over, first] = like?.incident_updates ?? [];
  const affected = first?.affected_components?.[0];
  if (!like || !over || !first || !affected) throw new Error("There is no such incident.");
  const was = (old_status: string, new_status: string) => [{ ...affected, old_status, new_status }];
  const at = (minutes: number) => ({
    created_at: stamp(minutes),
    display_at: stamp(minutes),
    updated_at: stamp(minutes),
  });
  const stamp = (minutes: number) => new Date(start - 10 * day + minutes * minute).toISOString();
  const [slow, well] = ["degraded_performance", "operational"];
  const incident_updates = [
    { ...over, id: "back00000004", ...at(40), affected_components: was(slow, slow) },
    { ...first, id: "back00000003", ...at(30), affected_components: was(well, slow) },
    { ...over, id: "back00000002", ...at(20), affected_components: was(slow, well) },
    { ...first, id: "back00000001", ...at(10), affected_components: was(well, slow) },
  ];
  await changePage(owner, { name: "Ours", timeZone: "UTC", supportLink: null, accentColor: null, logo: null }, start);
  await bring({ ...page, incidents: [{ ...like, incident_updates }] });
  const { incidents } = await read("incidents");
  const states = (all: typeof incident_updates) =>
    all.map(({ id, affected_components }) => ({ id, affected_components }));
  expect(states(incidents[0]?.incident_updates as never)).toEqual(states(incident_updates));
  expect(await shown(affected.code ?? "", start)).toBe("operational");
});

test("a page that tells things twice is taken as if it told them once", async () => {
  const [first, second, ...others] = page.incidents;
  if (!first || !second) throw new Error("There are no incidents.");
  const doubled = first.incident_updates.map((update) => ({
    ...update,
    affected_components: update.affected_components && [...update.affected_components, ...update.affected_components],
  }));
  const twice = { ...first, incident_updates: [...doubled, ...doubled] };
  const mixed = { ...second, incident_updates: [...second.incident_updates, ...first.incident_updates] };
  await bring({ ...page, incidents: [twice, mixed, ...others] });
  const before = await rows();
  expect((await bring({ ...page, incidents: [twice, mixed, ...others] })).done).toEqual([]);
  expect(await rows()).toEqual(before);
});

test("someone who may not change the page may not bring anything in", async () => {
  await expect(importStatuspage({ ...owner, permissions: ["incidents.write"] }, source(page))).rejects.toThrow(
    /may not/,
  );
});
