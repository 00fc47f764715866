import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Id, Instant } from "@/domain/facts";
import { deriveHolding } from "@/domain/holding";
import { derivePage } from "@/domain/page";
import { database } from "@/server/database";
import { holdingAlerts, noteHolding, outagePath, visitorOf } from "@/server/holding-alerts";
import { forgetAllHits } from "@/server/holding-hits";
import { holdingMutedUntil, muteHoldingAlerts, unmuteHoldingAlerts } from "@/server/holding-mute";
import { loadFacts } from "@/server/load";
import { changePage } from "@/server/page";
import { sessionCookie } from "@/server/session-options";
import { settings } from "@/server/settings";
import { startSnapshot, stopSnapshot } from "@/server/snapshot";
import { type HttpSink, httpSink } from "../support/http-sink";
import { addComponent, day, fieldsOf, minute, open, owner, refusalOf, responder, start, testScene } from "./scene";

testScene();

const slot = 15_000;
const browser = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36";
const setUp = { name: "Harvest", timeZone: "UTC", supportLink: null, accentColor: null, logo: null };

let sink: HttpSink;
let web: Id;
beforeAll(async () => {
  sink = await httpSink();
  settings().alertWebhookUrl = `${sink.url}/hook?secret=s3cret`;
});
afterAll(() => sink.close());

beforeEach(async () => {
  await changePage(owner, setUp, start - 2 * day);
  web = await addComponent("Web");
  await startSnapshot();
});
afterEach(async () => {
  await stopSnapshot();
  const shelf = (globalThis as unknown as Record<symbol, Map<string, unknown>>)[Symbol.for("candor")];
  for (const name of ["snapshot", "holding-alerts", "holding-mute", "holding-hits"]) shelf?.delete(name);
  sink.taken.length = 0;
  sink.answers.length = 0;
});

const now = Math.floor(Date.now() / slot) * slot;

/** A visitor gets the page of a component, or of the whole product. */
async function visit(
  at: Instant,
  { component = web as Id | null, address = "203.0.113.1", userAgent = browser, isStaff = false } = {},
) {
  const facts = await loadFacts();
  const holding = deriveHolding(facts, derivePage(facts, at), component === null ? null : { id: component }, at);
  await noteHolding(holding, { address, userAgent, isStaff }, at);
}

async function visits(slots: number, given: Parameters<typeof visit>[1] = {}, from = now) {
  for (let index = 0; index < slots; index++) await visit(from + index * slot, given);
}

const events = () => database().event.findMany({ where: { type: { startsWith: "holding." } }, orderBy: { id: "asc" } });

describe("visitors who see a holding page that nothing explains", () => {
  test("raise an alert when they are seen in four slots in a row", async () => {
    await visits(3);
    expect(holdingAlerts(now + 3 * slot)).toEqual([]);
    await visit(now + 3 * slot, { address: "203.0.113.2" });
    const at = now + 3 * slot;
    expect(holdingAlerts(at)).toEqual([{ component: { id: web, name: "Web" }, since: now, visitors: 2 }]);
    expect(await events()).toMatchObject([
      {
        type: "holding.unexplained",
        subjectKind: "component",
        subjectId: web,
        actorKind: "system",
        after: { since: now },
      },
    ]);
  });

  test("of the product as a whole do so too", async () => {
    await visits(4, { component: null });
    expect(holdingAlerts(now + 3 * slot)).toEqual([{ component: null, since: now, visitors: 1 }]);
  });

  test("who stay away for one slot begin anew", async () => {
    await visits(3);
    await visits(3, {}, now + 4 * slot);
    expect(holdingAlerts(now + 6 * slot)).toEqual([]);
  });

  test("are counted once for each address, and many in one slot are no alert", async () => {
    for (let count = 0; count < 50; count++) await visit(now, { address: `203.0.113.${count}` });
    expect(holdingAlerts(now)).toEqual([]);
    await visits(4);
    expect(holdingAlerts(now + 3 * slot)[0]?.visitors).toBe(50);
  });

  test.each(["Googlebot/2.1 (+http://www.google.com/bot.html)", "curl/8.14.1", "UptimeRobot/2.0"])(
    "are not robots: %s",
    async (userAgent) => {
      await visits(8, { userAgent });
      expect(holdingAlerts(now + 7 * slot)).toEqual([]);
    },
  );

  test("are not staff who look at the page themselves", async () => {
    await visits(8, { isStaff: true });
    expect(holdingAlerts(now + 7 * slot)).toEqual([]);
    const cookie = `a=b; ${sessionCookie().name}=x`;
    expect(visitorOf({ cookie, "x-candor-address": "203.0.113.1", "user-agent": browser }).isStaff).toBe(true);
    expect(visitorOf({ cookie: "a=b" }).isStaff).toBe(false);
  });

  test("of two components raise two alerts", async () => {
    const mail = await addComponent("Mail");
    await visits(4);
    await visits(4, { component: mail }, now + slot);
    expect(holdingAlerts(now + 4 * slot).map(({ component }) => component?.name)).toEqual(["Web", "Mail"]);
  });

  test("are no alert where something posted explains it", async () => {
    await open({ components: [{ componentId: web, status: "major_outage" }] }, now - minute);
    await visits(8);
    expect(holdingAlerts(now + 7 * slot)).toEqual([]);
    expect(await events()).toEqual([]);
  });

  test("end an alert as soon as something explains it", async () => {
    await visits(4);
    await open({ components: [{ componentId: web, status: "major_outage" }] }, now - minute);
    expect(holdingAlerts(now + 3 * slot)).toEqual([]);
  });

  test("keep an alert when a post explains something else", async () => {
    const mail = await addComponent("Mail");
    await visits(4);
    await open({ components: [{ componentId: mail, status: "major_outage" }] }, now - minute);
    expect(holdingAlerts(now + 3 * slot)).toHaveLength(1);
  });

  test("end an alert when they stop coming, and one missed slot doesn’t", async () => {
    await visits(4);
    expect(holdingAlerts(now + 5 * slot)).toHaveLength(1);
    await visit(now + 5 * slot);
    expect(holdingAlerts(now + 9 * slot)).toMatchObject([{ since: now }]);
    expect(holdingAlerts(now + 10 * slot)).toEqual([]);
  });

  test("lead to a form that has the component and the first hit", () => {
    const alert = { component: { id: "abc", name: "Web" }, since: 1_764_000_000_000 };
    expect(outagePath(alert)).toBe("/staff/incidents/new?component=abc&since=1764000000000");
    expect(outagePath({ ...alert, component: null })).toBe("/staff/incidents/new?since=1764000000000");
  });
});

describe("the alert that leaves Candor", () => {
  test("says what, since when, how many, and where to post", async () => {
    await visits(4);
    expect(sink.taken).toHaveLength(1);
    expect(sink.taken[0]?.headers["content-type"]).toBe("application/json");
    expect(JSON.parse(sink.taken[0]?.body ?? "")).toMatchObject({
      type: "holding.unexplained",
      page: "Harvest",
      component: { id: web, name: "Web" },
      since: new Date(now).toISOString(),
      visitors: 1,
      text: expect.stringContaining("Visitors are seeing the holding page and nothing is posted"),
      openUrl: `${settings().siteUrl}/staff/incidents/new?component=${web}&since=${now}`,
    });
  });

  test("goes out once in 30 minutes at most", async () => {
    await visits(4);
    await visits(4, {}, now + 10 * minute);
    await visits(8, { component: null }, now + 20 * minute);
    expect(sink.taken).toHaveLength(1);
    await visits(4, {}, now + 31 * minute);
    expect(sink.taken).toHaveLength(2);
  });

  test("of a later component goes out when the 30 minutes are over and it is still so", async () => {
    await visits(4, { component: null });
    await visits(130, {}, now + minute);
    expect(sink.taken.map(({ body }) => JSON.parse(body).component?.name ?? null)).toEqual([null, "Web"]);
  });

  test("is tried twice, and no more", async () => {
    sink.answers.push(500);
    await visits(5);
    expect(sink.taken).toHaveLength(2);
    sink.answers.push(500, 500);
    await visits(6, {}, now + 40 * minute);
    expect(sink.taken).toHaveLength(4);
  });

  test("brings along the name and the password that its address has", async () => {
    const { alertWebhookUrl } = settings();
    settings().alertWebhookUrl = sink.url.replace("://", "://me:s%20cret@");
    await visits(4);
    settings().alertWebhookUrl = alertWebhookUrl;
    expect(sink.taken[0]?.headers.authorization).toBe(`Basic ${Buffer.from("me:s cret").toString("base64")}`);
  });

  test("that reaches nobody disturbs nothing", async () => {
    const { alertWebhookUrl } = settings();
    settings().alertWebhookUrl = "http://127.0.0.1:1/nobody";
    await visits(4);
    settings().alertWebhookUrl = alertWebhookUrl;
    expect(holdingAlerts(now + 3 * slot)).toHaveLength(1);
  });
});

describe("muting", () => {
  test("holds alerts back until its end, and then what still goes on is told", async () => {
    const { until } = await muteHoldingAlerts(responder, { minutes: 1 }, now);
    expect(until).toBe(now + minute);
    expect(await holdingMutedUntil(now)).toBe(now + minute);
    await visits(4);
    expect(holdingAlerts(now + 3 * slot)).toEqual([]);
    expect(sink.taken).toEqual([]);
    await visits(2, {}, now + 4 * slot);
    expect(holdingAlerts(now + 5 * slot)).toMatchObject([{ since: now }]);
    expect(await holdingMutedUntil(now + minute)).toBeNull();
  });

  test("takes away an alert that is there, and ending it counts anew", async () => {
    await visits(4);
    await muteHoldingAlerts(owner, { minutes: 240 }, now);
    expect(holdingAlerts(now + 3 * slot)).toEqual([]);
    await unmuteHoldingAlerts(owner, now + slot);
    await visits(4, {}, now + 20 * slot);
    expect(holdingAlerts(now + 23 * slot)).toHaveLength(1);
    expect((await events()).map(({ type }) => type)).toEqual([
      "holding.unexplained",
      "holding.muted",
      "holding.unmuted",
      "holding.unexplained",
    ]);
  });

  test.each([0, 241, 1.5, "30", undefined])("refuses %s minutes with a sentence", async (minutes) => {
    const fields = await fieldsOf(muteHoldingAlerts(owner, { minutes } as { minutes: number }));
    expect(fields.minutes).toMatch(/minute/);
  });

  test("is for those only who may work on maintenance", async () => {
    expect(await refusalOf(muteHoldingAlerts(null, { minutes: 5 }))).toBe("unauthenticated");
    const reader = { ...responder, permissions: [] };
    expect(await refusalOf(muteHoldingAlerts(reader, { minutes: 5 }))).toBe("forbidden");
    expect(await refusalOf(unmuteHoldingAlerts(null))).toBe("unauthenticated");
  });
});

test("nothing is counted for good: what is forgotten raises nothing", async () => {
  await visits(3);
  forgetAllHits();
  await visit(now + 3 * slot);
  expect(holdingAlerts(now + 3 * slot)).toEqual([]);
});
