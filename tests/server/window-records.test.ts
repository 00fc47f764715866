import { afterEach, describe, expect, test } from "vitest";
import { database } from "@/server/database";
import { postUpdate } from "@/server/incidents";
import { scheduleMaintenance } from "@/server/maintenance";
import { findPublicIncident, findPublicWindow } from "@/server/records";
import { currentFacts, startSnapshot, stopSnapshot } from "@/server/snapshot";
import { addComponent, day, hour, open, owner, start, testScene } from "./scene";

testScene();

afterEach(stopSnapshot);

const long = start - 200 * day;

/** Work of an hour that ended 200 days ago. */
async function oldWindow(componentId: string): Promise<string> {
  const { id } = await scheduleMaintenance(
    owner,
    {
      name: "Old work",
      message: "We did it at night.",
      components: [{ componentId, effect: "down" }],
      startAt: long - hour,
      endAt: long,
      autoComplete: true,
    },
    long - 3 * day,
  );
  await database().maintenance.update({ where: { id }, data: { actualEnd: new Date(long) } });
  return id;
}

describe("one window", () => {
  test("is found in memory, or in the database when it is long over; what isn't there is null", async () => {
    const web = await addComponent("Web", long - 10 * day);
    const id = await oldWindow(web);
    await startSnapshot();
    expect(currentFacts()?.facts.maintenances).toEqual([]);
    expect(await findPublicWindow(id)).toMatchObject({ name: "Old work", status: "completed", announced: "full" });
    expect(await findPublicWindow("abcabcabcabc")).toBeNull();
    expect(await findPublicWindow("../../etc/passwd\0")).toBeNull();
    expect(await findPublicIncident(id)).toBeNull();
  });

  test("that is long over is not called completed when something in it was unwell at its end", async () => {
    const web = await addComponent("Web", long - 10 * day);
    const id = await oldWindow(web);
    const states = (status: "major_outage" | "operational") => [{ componentId: web, status }];
    const incidentId = await open({ components: states("major_outage") }, long - hour / 2);
    const over = {
      incidentId,
      seen: null,
      status: "resolved" as const,
      body: "Over.",
      components: states("operational"),
    };
    await postUpdate(owner, over, long + hour);
    await startSnapshot();
    expect(currentFacts()?.facts.incidents).toEqual([]);
    expect(await findPublicWindow(id)).toMatchObject({ status: "ended" });
  });

  test("and the incident that came from it name each other however old they are", async () => {
    const web = await addComponent("Web", long - 10 * day);
    const id = await oldWindow(web);
    const incidentId = await open({ name: "It went wrong" }, long);
    await postUpdate(owner, { incidentId, seen: null, status: "resolved", body: "Over." }, long + hour);
    await database().incident.update({ where: { id: incidentId }, data: { maintenanceId: id } });
    await startSnapshot();
    expect((await findPublicIncident(incidentId))?.window).toEqual({ id, name: "Old work" });
    expect((await findPublicWindow(id))?.incidents).toEqual([{ id: incidentId, name: "It went wrong" }]);
  });
});
