import { existsSync, readdirSync } from "node:fs";
import { describe, expect, test, vi } from "vitest";
import { v2Names } from "@/messages/v2/documents";
import harvest from "@/prisma/cases/harvest-2016-07-26.json";
import { outageStory } from "@/prisma/cases/outage-story";
import { replayStory } from "@/prisma/replay";
import { copiesFolder } from "@/server/editions/copies";
import { editionAtHand } from "@/server/editions/shelf";
import { postUpdate, withdrawIncident } from "@/server/incidents";
import { scheduleMaintenance } from "@/server/maintenance";
import { changePage } from "@/server/page";
import { presentDocuments } from "@/server/programs/documents";
import { refreshSnapshot } from "@/server/snapshot";
import { faultOf } from "../support/contracts";
import { databaseComes, databaseGoes, forgetInMemory } from "../support/database-away";
import { frontScene, type Got } from "../support/public-front";
import { addComponent, day, hour, minute, open, owner, start, testScene } from "./scene";

testScene();

const setUp = { name: "Harvest", timeZone: "UTC", supportLink: null, accentColor: null, logo: null };
const cached = "public, max-age=0, s-maxage=5, stale-while-revalidate=30, stale-if-error=3600";

type Listed = { id: string; name: string; status: string };
type Told = {
  status: { indicator: string; description: string };
  incidents: Listed[];
  scheduled_maintenances: Listed[];
  components: Listed[];
};

const { ask, serve, rendered } = frontScene();

async function serveHarvest(): Promise<string> {
  await changePage(owner, setUp, start - 2 * day);
  const web = await addComponent("Web");
  await serve();
  return web;
}

const told = ({ json }: Got) => json as Told;
const v2 = (name: string, headers?: Record<string, string>, method?: string) => ask(`/api/v2/${name}`, headers, method);

describe("each document", () => {
  test.each(v2Names)(
    "%s is as its schema wants it, is printed without Next, and any site may read it",
    async (name) => {
      await serveHarvest();
      rendered().length = 0;
      const got = await v2(`${name}.json`);
      expect([got.status, faultOf(name, got.json)]).toEqual([200, null]);
      expect(got.headers).toMatchObject({
        "content-type": "application/json; charset=utf-8",
        "access-control-allow-origin": "*",
        "cache-control": cached,
        "x-content-type-options": "nosniff",
        "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
        vary: "Accept-Encoding",
      });
      expect(got.headers["access-control-allow-credentials"]).toBeUndefined();
      const again = await v2(`${name}.json?x=1`, { "if-none-match": String(got.headers.etag) });
      expect([again.status, again.text, again.headers["access-control-allow-origin"]]).toEqual([304, "", "*"]);
      const head = await v2(`${name}.json`, {}, "HEAD");
      expect([head.status, head.text, head.headers["content-length"]]).toEqual([
        200,
        "",
        got.headers["content-length"],
      ]);
      expect(rendered()).toEqual([]);
    },
  );

  test.each(["application/json, text/plain, */*", "*/*", "text/html", ""])(
    "is JSON whatever is asked for, as by Accept: %s",
    async (accept) => {
      await serveHarvest();
      expect((await v2("status.json", accept ? { accept } : {})).headers["content-type"]).toMatch(/^application\/json/);
    },
  );

  test("a browser may ask before it asks, and other methods are refused with those that are not", async () => {
    await serveHarvest();
    const asked = await v2("summary.json", { origin: "https://shop.example" }, "OPTIONS");
    expect([asked.status, asked.headers["access-control-allow-origin"]]).toEqual([204, "*"]);
    expect(asked.headers["access-control-allow-methods"]).toBe("GET, HEAD, OPTIONS");
    for (const method of ["POST", "PUT", "DELETE", "PATCH"]) {
      const refused = await v2("summary.json", {}, method);
      expect([method, refused.status, refused.headers.allow]).toEqual([method, 405, "GET, HEAD, OPTIONS"]);
      expect(refused.headers["content-type"]).toBe("application/problem+json");
      expect(refused.json).toMatchObject({ status: 405, detail: expect.stringContaining("GET, HEAD, OPTIONS") });
    }
  });

  test.each([
    "",
    "/",
    "/nothing.json",
    "/summary",
    "/summary.json/",
    "/incidents/aaaaaaaaaaaa.json",
    "/../summary.json",
  ])("there is nothing at /api/v2%s, said as JSON, and nothing is printed for it", async (path) => {
    await serveHarvest();
    rendered().length = 0;
    const got = await ask(`/api/v2${path}`);
    expect([got.status, got.headers["content-type"]]).toEqual([404, "application/problem+json"]);
    expect(got.json).toMatchObject({ status: 404 });
    expect(rendered()).toEqual([]);
  });
});

describe("what changes", () => {
  test("is in summary and status at once after a post, and in the lists", async () => {
    const web = await serveHarvest();
    const id = await open(
      { name: "Web is down", components: [{ componentId: web, status: "major_outage" }] },
      undefined,
    );
    await vi.waitFor(() => {
      for (const document of presentDocuments.filter(({ program }) => program.is === "v2"))
        expect(String(editionAtHand(document)?.bodies.identity)).toContain("Major System Outage");
    });
    expect(told(await v2("summary.json")).incidents).toMatchObject([{ id, impact: "critical" }]);
    expect(told(await v2("incidents/unresolved.json")).incidents.map((each) => each.id)).toEqual([id]);
    expect(told(await v2("components.json")).components).toMatchObject([{ id: web, status: "major_outage" }]);
    await withdrawIncident(owner, { incidentId: id, reason: "It was a false alarm." });
    await vi.waitFor(async () => expect(told(await v2("incidents.json")).incidents).toEqual([]));
    expect(told(await v2("status.json")).status.indicator).toBe("none");
  });

  test("a window moves by time alone from upcoming to active", async () => {
    const web = await serveHarvest();
    const startAt = Date.now() + 1_500;
    const components = [{ componentId: web, effect: "down" as const }];
    const plan = { name: "Upgrade", message: "Newer servers.", startAt, endAt: startAt + hour, autoComplete: false };
    await scheduleMaintenance(owner, { ...plan, components }, startAt - 3 * day);
    const listed = async (which: string) =>
      told(await v2(`scheduled-maintenances/${which}.json`)).scheduled_maintenances;
    await vi.waitFor(async () => expect(await listed("upcoming")).toMatchObject([{ status: "scheduled" }]));
    await vi.waitFor(async () => expect(await listed("active")).toMatchObject([{ status: "in_progress" }]), 5_000);
    expect(await listed("upcoming")).toEqual([]);
    expect(told(await v2("status.json")).status).toEqual({
      indicator: "maintenance",
      description: "Service Under Maintenance",
    });
  });
});

describe("what nobody knows", () => {
  test("is a problem in status and summary, that no cache keeps, and the lists have what there is", async () => {
    await serve();
    for (const name of ["status", "summary"]) {
      const got = await v2(`${name}.json`);
      expect([got.status, got.headers["content-type"]]).toEqual([503, "application/problem+json"]);
      expect(got.headers).toMatchObject({ "cache-control": "no-store", "access-control-allow-origin": "*" });
      expect(got.json).toMatchObject({ status: 503, type: "urn:candor:status:unknown" });
    }
    for (const name of v2Names.slice(2)) {
      const got = await v2(`${name}.json`);
      expect([got.status, faultOf(name, got.json), got.headers["cache-control"]]).toEqual([200, null, "no-store"]);
    }
  });
});

describe("the past", () => {
  test("a list has the fifty newest though they are too old to be in memory, and none that was withdrawn", async () => {
    const ids: string[] = [];
    for (let index = 0; index < 53; index++) {
      const at = start - 200 * day + index * hour;
      const incidentId = await open({ name: `No. ${index}`, impactOverride: "minor" }, at);
      await postUpdate(owner, { incidentId, seen: null, status: "resolved", body: "Over." }, at + minute);
      ids.unshift(incidentId);
    }
    await withdrawIncident(owner, { incidentId: ids[0] ?? "", reason: "It was a false alarm." }, start - 150 * day);
    await serveHarvest();
    const { incidents } = told(await v2("incidents.json"));
    expect(incidents.map(({ id }) => id)).toEqual(ids.slice(1, 51));
    expect(told(await v2("incidents/resolved.json")).incidents).toHaveLength(50);
    expect(faultOf("incidents", { ...((await v2("incidents.json")).json as object) })).toBeNull();
  });

  test("without its database a list has what was found before, and a moment of long ago is not made up", async () => {
    const incidentId = await open({ name: "Long ago", impactOverride: "minor" }, start - 200 * day);
    await postUpdate(owner, { incidentId, seen: null, status: "resolved", body: "Over." }, start - 199 * day);
    await serveHarvest();
    expect(told(await v2("incidents.json")).incidents).toMatchObject([{ id: incidentId, status: "resolved" }]);
    await databaseGoes();
    try {
      await refreshSnapshot();
      forgetInMemory("editions");
      expect(told(await v2("incidents.json")).incidents).toMatchObject([{ id: incidentId }]);
      expect(told(await v2("status.json")).status.indicator).toBe("none");
      const at = (days: number) => new Date(start - days * day).toISOString();
      expect((await v2(`status.json?at=${at(1)}`)).status).toBe(200);
      const long = await v2(`status.json?at=${at(199.5)}`);
      expect([long.status, long.headers["content-type"]]).toEqual([503, "application/problem+json"]);
    } finally {
      await databaseComes();
    }
  });

  test("a window of long ago is still told as announced, with what became of it", async () => {
    await changePage(owner, setUp, start - 300 * day);
    const web = await addComponent("Web", start - 300 * day);
    const startAt = start - 200 * day;
    const components = [{ componentId: web, effect: "down" as const }];
    const plan = { name: "Upgrade", message: "Newer servers.", startAt, endAt: startAt + hour, autoComplete: true };
    const { id } = await scheduleMaintenance(owner, { ...plan, components }, startAt - 3 * day);
    await serve();
    expect(told(await v2("scheduled-maintenances.json")).scheduled_maintenances).toMatchObject([
      { id, status: "completed", impact: "maintenance" },
    ]);
    expect(told(await v2("incidents.json")).incidents).toEqual([]);
  });

  test.each([
    ["yesterday", 1],
    ["too long ago to be in memory", 250],
  ])("the outage of 26 July 2016, played %s, is read back right at each of its moments", async (_, days) => {
    const shift = Math.floor((start - (outageStory.times.at(-1) ?? 0)) / day) * day - days * day;
    const replay = await replayStory(outageStory, (caseTime) => caseTime + shift, "case");
    await replay.until(Number.POSITIVE_INFINITY);
    await serve();
    for (const { at, mode, label, indicator } of harvest.expected.mode) {
      const moment = new Date(Date.parse(at) + shift).toISOString();
      for (const query of [`at=${moment}`, `at=${moment}&known=then`]) {
        const summary = await v2(`summary.json?${query}`);
        expect([at, summary.status, faultOf("summary", summary.json)]).toEqual([at, 200, null]);
        const { status, incidents, scheduled_maintenances: planned } = told(summary);
        if (indicator) expect([at, status.indicator]).toEqual([at, indicator]);
        const over = { recovered: "Recovered, monitoring", unstable: "Working, not yet stable" }[label ?? ""];
        if (over) expect([at, status.description]).toEqual([at, over]);
        expect([at, incidents.length, planned.length]).toEqual([at, mode === "outage" ? 1 : 0, 0]);
        const same = told(await v2(`status.json?${query}`));
        expect(same.status).toEqual(status);
      }
    }
    expect((await v2(`status.json?at=${new Date(start - 700 * day).toISOString()}`)).status).toBe(503);
  });

  test.each([
    "",
    "yesterday",
    "2016-07-26",
    "2016-07-26T15:20:00",
    "1469546400",
    "2016-13-26T15:20:00Z",
    "2999-01-01T00:00:00Z",
  ])("at=%s is no moment that can be answered, and the answer names the field", async (at) => {
    await serveHarvest();
    const got = await v2(`summary.json?at=${encodeURIComponent(at)}`);
    expect([got.status, got.headers["content-type"]]).toEqual([400, "application/problem+json"]);
    expect(got.json).toMatchObject({ status: 400, errors: { at: expect.stringContaining("at ") } });
  });

  test("a moment is never printed, nor kept on disk, nor indexed; and many are too many", async () => {
    await serveHarvest();
    const at = new Date(start - hour).toISOString().replace("Z", "+00:00");
    const got = await v2(`status.json?at=${at}`);
    expect([got.status, got.headers["x-robots-tag"]]).toEqual([200, "noindex"]);
    const files = existsSync(copiesFolder()) ? readdirSync(copiesFolder(), { recursive: true }) : [];
    expect(files.filter((name) => String(name).includes("at="))).toEqual([]);
    const answers = await Promise.all(
      Array.from({ length: 80 }, (_, index) => v2(`status.json?at=${new Date(start - index * minute).toISOString()}`)),
    );
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]?.headers["retry-after"]).toBe("10");
    expect((await v2("status.json")).status).toBe(200);
  });
});

test("work is found at the address that other status pages give it", async () => {
  const web = await serveHarvest();
  const startAt = start + 3 * day;
  const components = [{ componentId: web, effect: "down" as const }];
  const plan = { name: "Upgrade", message: "Newer servers.", startAt, endAt: startAt + hour, autoComplete: false };
  const { id } = await scheduleMaintenance(owner, { ...plan, components }, start);
  await refreshSnapshot();
  expect((await ask(`/incidents/${id}`)).text).toContain("Newer servers.");
});
