import { describe, expect, test } from "vitest";
import { incidentStatusAt } from "@/domain/incident";
import { archiveComponent } from "@/server/components";
import { database } from "@/server/database";
import { openIncident, postUpdate } from "@/server/incidents";
import { loadFacts } from "@/server/load";
import type { PostUpdateInput } from "@/server/update-input";
import {
  addComponent,
  day,
  fieldsOf,
  incident,
  minute,
  open,
  owner,
  refusalOf,
  shown,
  start,
  testScene,
} from "./scene";

testScene();

const post = (incidentId: string, over: Partial<PostUpdateInput> = {}): PostUpdateInput => ({
  incidentId,
  seen: null,
  status: "identified",
  body: "More soon.",
  ...over,
});

describe("opening an incident", () => {
  test("stores its first update with what it says of components, and the promise", async () => {
    const web = await addComponent();
    const nextUpdateBy = start + 30 * minute;
    const components = [{ componentId: web, status: "major_outage" as const }];
    const id = await open({ components, nextUpdateBy, effect: " You can't sign in ", scope: "everyone" });
    expect(await shown(web, start)).toBe("major_outage");
    expect((await incident(id)).updates).toMatchObject([
      { status: "investigating", effect: "You can't sign in", scope: "everyone", nextUpdateBy, components },
    ]);
  });

  test("keeps Markdown as it was written, in any script", async () => {
    const body = "# Hé\n\n<script>alert(1)</script> *日本* 🙂\n\n  indented  ";
    const [update] = (await incident(await open({ body }))).updates;
    expect(update?.body).toBe(body);
  });

  test("takes text with NUL and halves of characters, which the database couldn't keep", async () => {
    const [update] = (await incident(await open({ body: "a\0b\uD800c\r\nd" }))).updates;
    expect(update?.body).toBe("ab\uFFFDc\nd");
  });

  test("can't begin as resolved, nor with a promise that has passed", async () => {
    const fields = await fieldsOf(open({ status: "resolved" as "monitoring" }));
    expect(fields.status).toMatch(/post “resolved” after it/);
    expect(await fieldsOf(open({ nextUpdateBy: start - minute }))).toHaveProperty("nextUpdateBy");
  });

  test("says under_maintenance of a component is a field error that explains why", async () => {
    const web = await addComponent();
    const components = [{ componentId: web, status: "under_maintenance" as "operational" }];
    expect((await fieldsOf(open({ components }))).components).toMatch(/planned work is announced/);
    expect(await fieldsOf(open({ impactOverride: "maintenance" as "none" }))).toHaveProperty("impactOverride");
  });

  test.each([
    ["name", { name: "   " }, /Write a name/],
    ["name", { name: "x".repeat(256) }, /256 characters; shorten it to 255/],
    ["body", { body: " \n " }, /Write what customers/],
    ["body", { body: "x".repeat(25_001) }, /25,001 characters; shorten it to 25,000/],
    ["effect", { effect: "x".repeat(121) }, /shorten it to 120/],
    ["scope", { scope: "x".repeat(121) }, /shorten it to 120/],
    ["happenedAt", { happenedAt: Number.NaN }, /Give when it happened/],
  ])("a wrong %s gets a sentence that says what to do", async (field, input, sentence) => {
    expect((await fieldsOf(open(input)))[field]).toMatch(sentence);
    expect(await database().incident.count()).toBe(0);
  });

  test("takes texts of the full length", async () => {
    const input = { name: "x".repeat(255), body: "x".repeat(25_000), effect: "x".repeat(120), scope: "x".repeat(120) };
    expect((await incident(await open(input))).name).toHaveLength(255);
  });

  test("unknown components are not found, archived ones must be restored first", async () => {
    const web = await addComponent();
    const naming = (componentId: string) => open({ components: [{ componentId, status: "major_outage" }] });
    expect(await refusalOf(naming("abcabcabcabc"))).toBe("not_found");
    expect(await refusalOf(naming("\0'; DROP"))).toBe("not_found");
    await archiveComponent(owner, { componentId: web }, start);
    expect((await fieldsOf(naming(web))).components).toMatch(/Restore Web first/);
  });
});

describe("when it happened", () => {
  test("up to five minutes ahead is taken as now, more is a field error", async () => {
    const [update] = (await incident(await open({ happenedAt: start + 5 * minute }))).updates;
    expect(update?.happenedAt).toBe(start);
    expect((await fieldsOf(open({ happenedAt: start + 5 * minute + 1 }))).happenedAt).toMatch(/still to come/);
  });

  test("before a component's first day moves that day, and says so", async () => {
    const web = await addComponent("Web", start - day);
    const components = [{ componentId: web, status: "partial_outage" as const }];
    const happenedAt = start - 2 * day;
    const { notes } = await openIncident(owner, { name: "Late", body: "Told late.", components, happenedAt }, start);
    expect(notes).toEqual([expect.stringMatching(/^Web was added after this happened/)]);
    expect((await loadFacts()).components).toMatchObject([{ id: web, startAt: happenedAt }]);
    expect(await shown(web, start - 2 * day)).toBe("partial_outage");
  });

  test("a back-dated update changes history and not the present", async () => {
    const web = await addComponent();
    const id = await open({ components: [{ componentId: web, status: "operational" }] }, start);
    await postUpdate(owner, post(id, { status: "monitoring" }), start + 30 * minute);
    const components = [{ componentId: web, status: "major_outage" as const }];
    await postUpdate(
      owner,
      post(id, { components, happenedAt: start - 10 * minute, status: "investigating" }),
      start + 40 * minute,
    );
    const told = await incident(id);
    expect(incidentStatusAt(told, start + 41 * minute)).toBe("monitoring");
    expect(await shown(web, start - 5 * minute)).toBe("major_outage");
    expect(await shown(web, start + 41 * minute)).toBe("operational");
  });
});

describe("the life of an incident", () => {
  test("resolved before another update is refused, naming it", async () => {
    const id = await open();
    await postUpdate(owner, post(id), start + 20 * minute);
    const early = post(id, { status: "resolved", happenedAt: start + 10 * minute });
    expect((await fieldsOf(postUpdate(owner, early, start + 30 * minute))).happenedAt).toMatch(
      /An update of \d+ \w+.* came after/,
    );
  });

  test("an update on a resolved incident reopens it on purpose only", async () => {
    const id = await open();
    await postUpdate(owner, post(id, { status: "resolved" }), start + 10 * minute);
    const again = post(id, { status: "investigating" });
    expect((await fieldsOf(postUpdate(owner, again, start + 20 * minute))).reopen).toMatch(/reopen/);
    await postUpdate(owner, { ...again, reopen: true }, start + 20 * minute);
    expect(incidentStatusAt(await incident(id), start + 20 * minute)).toBe("investigating");
  });

  test("resolving drops what the incident said of components and keeps what was set outside", async () => {
    const [web, api] = [await addComponent("Web"), await addComponent("API")];
    const components = [
      { componentId: web, status: "major_outage" as const },
      { componentId: api, status: "partial_outage" as const },
    ];
    const id = await open({ components });
    const left = [{ componentId: api, status: "degraded_performance" as const }];
    await postUpdate(owner, post(id, { status: "resolved", components: left }), start + 10 * minute);
    expect(await shown(web, start + 10 * minute)).toBe("operational");
    expect(await shown(api, start + 10 * minute)).toBe("degraded_performance");
    expect((await loadFacts()).baseChanges).toMatchObject([
      { componentId: api, status: "degraded_performance", happenedAt: start + 10 * minute },
    ]);
  });

  test("a promise must be for a time to come, and resolving ends it", async () => {
    const id = await open({ nextUpdateBy: start + 30 * minute });
    const late = postUpdate(owner, post(id, { nextUpdateBy: start + minute }), start + minute);
    expect((await fieldsOf(late)).nextUpdateBy).toMatch(/This time has passed/);
    await postUpdate(owner, post(id, { status: "resolved", nextUpdateBy: start + 30 * minute }), start + 2 * minute);
    expect((await incident(id)).updates.find(({ status }) => status === "resolved")?.nextUpdateBy).toBeNull();
  });

  test("an unknown incident is not found", async () => {
    expect(await refusalOf(postUpdate(owner, post("nowherenowhe")))).toBe("not_found");
  });
});
