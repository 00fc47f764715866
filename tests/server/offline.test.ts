import { describe, expect, test } from "vitest";
import { openOffline } from "@/domain/incident";
import { postUpdate } from "@/server/incidents";
import { loadFacts } from "@/server/load";
import type { PostUpdateInput } from "@/server/update-input";
import { addComponent, fieldsOf, incident, minute, open, owner, refusalOf, shown, start, testScene } from "./scene";

testScene();

const reason = "to find out why the databases crash";

function post(incidentId: string, after: number, over: Partial<PostUpdateInput>) {
  const input: PostUpdateInput = { incidentId, seen: null, status: "identified", body: "More soon.", ...over };
  return postUpdate(owner, input, start + after * minute);
}

async function takenOffline() {
  const [harvest, forecast] = [await addComponent("Harvest"), await addComponent("Forecast")];
  const id = await open();
  await post(id, 10, { takeOffline: { componentIds: [harvest, forecast], reason } });
  return { id, harvest, forecast };
}

describe("taking offline on purpose", () => {
  test("opens one interval for each component, which is down meanwhile", async () => {
    const { id, harvest, forecast } = await takenOffline();
    const rows = (await incident(id)).offline;
    expect(rows.map(({ componentId }) => componentId).sort()).toEqual([harvest, forecast].sort());
    expect(rows).toMatchObject([{ from: start + 10 * minute, to: null, reason }, { to: null }]);
    expect(await shown(forecast, start + 11 * minute)).toBe("major_outage");
  });

  test("can be told late, and not twice for the same time", async () => {
    const web = await addComponent();
    const id = await open();
    const off = { takeOffline: { componentIds: [web], reason } };
    await post(id, 30, { ...off, happenedAt: start + 10 * minute });
    expect(await shown(web, start + 12 * minute)).toBe("major_outage");
    expect((await fieldsOf(post(id, 31, off))).takeOffline).toMatch(/Web is already taken offline/);
    await post(id, 40, { backOnline: [{ componentId: web, status: "operational" }] });
    expect((await fieldsOf(post(id, 41, { ...off, happenedAt: start + 20 * minute }))).happenedAt).toMatch(
      /was offline on purpose until/,
    );
    await post(id, 50, off);
    expect((await incident(id)).offline).toHaveLength(2);
  });

  test("wants a reason, and a component that exists", async () => {
    const web = await addComponent();
    const id = await open();
    expect(await fieldsOf(post(id, 1, { takeOffline: { componentIds: [web], reason: " " } }))).toHaveProperty(
      "takeOffline",
    );
    const long = "x".repeat(301);
    expect((await fieldsOf(post(id, 1, { takeOffline: { componentIds: [web], reason: long } }))).takeOffline).toMatch(
      /300/,
    );
    expect(await refusalOf(post(id, 1, { takeOffline: { componentIds: ["nowhere"], reason } }))).toBe("not_found");
  });

  test("can't be told late of a time before the incident was resolved, for it would never end", async () => {
    const web = await addComponent();
    const id = await open();
    await post(id, 20, { status: "resolved" });
    const late = post(id, 30, { happenedAt: start + 10 * minute, takeOffline: { componentIds: [web], reason } });
    expect((await fieldsOf(late)).takeOffline).toMatch(/was resolved after that time/);
    expect((await incident(id)).offline).toEqual([]);
  });

  test("can't be told by the update that resolves", async () => {
    const web = await addComponent();
    const id = await open();
    const both = post(id, 1, { status: "resolved", takeOffline: { componentIds: [web], reason } });
    expect(await fieldsOf(both)).toHaveProperty("takeOffline");
  });
});

describe("back online", () => {
  test("closes one component's interval and leaves the other's open", async () => {
    const { id, harvest, forecast } = await takenOffline();
    await post(id, 20, { backOnline: [{ componentId: forecast, status: "degraded_performance" }] });
    const told = await incident(id);
    expect(openOffline(told, start + 20 * minute).map(({ componentId }) => componentId)).toEqual([harvest]);
    expect(told.offline.find(({ to }) => to !== null)).toMatchObject({
      componentId: forecast,
      to: start + 20 * minute,
      endPostedAt: start + 20 * minute,
    });
    expect(await shown(forecast, start + 20 * minute)).toBe("degraded_performance");
    expect(await shown(harvest, start + 20 * minute)).toBe("major_outage");
  });

  test("comes after it went off, and only for what is off", async () => {
    const { id, harvest } = await takenOffline();
    const api = await addComponent("API");
    const back = (componentId: string) => ({ backOnline: [{ componentId, status: "operational" as const }] });
    expect((await fieldsOf(post(id, 20, { ...back(harvest), happenedAt: start + 5 * minute }))).happenedAt).toMatch(
      /came back later/,
    );
    expect((await fieldsOf(post(id, 20, back(api)))).backOnline).toMatch(/API is not taken offline/);
  });

  test("is asked for by the update that resolves, and its states outlive the incident", async () => {
    const { id, harvest, forecast } = await takenOffline();
    expect((await fieldsOf(post(id, 30, { status: "resolved" }))).backOnline).toMatch(
      /Harvest is still .*Forecast is still /,
    );
    const backOnline = [
      { componentId: harvest, status: "operational" as const },
      { componentId: forecast, status: "degraded_performance" as const },
    ];
    await post(id, 30, { status: "resolved", backOnline });
    expect(await shown(harvest, start + 31 * minute)).toBe("operational");
    expect(await shown(forecast, start + 31 * minute)).toBe("degraded_performance");
    expect((await loadFacts()).baseChanges).toHaveLength(2);
    expect((await incident(id)).offline.every(({ to }) => to === start + 30 * minute)).toBe(true);
  });
});
