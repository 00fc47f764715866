import { expect, test } from "vitest";
import { derivePage } from "@/domain/page";
import { seed } from "@/prisma/seed";
import { database } from "@/server/database";
import { loadFacts } from "@/server/load";
import { listSeries, listTemplates } from "@/server/reads";
import { start, testScene } from "./scene";

testScene();

test("the seed makes a page with something of each kind, once", async () => {
  await database().page.deleteMany();
  expect(await seed(start)).toBe(true);
  expect(await seed(start)).toBe(false);
  const page = derivePage(await loadFacts(), start);
  expect(page).toMatchObject({ mode: "outage", label: "degraded", headline: { kind: "effect" } });
  expect(page.upcomingWindows).toMatchObject([{ announced: "full" }]);
  expect(page.days.flatMap(({ windows }) => windows.map(({ status }) => status))).toContain("completed");
  expect(await listSeries(start)).toMatchObject([{ upcoming: [{ skipped: false }, {}] }]);
  expect(page.notices).toHaveLength(1);
  expect(page.days.flatMap(({ incidents }) => incidents.map(({ status }) => status))).toContain("resolved");
  expect((await listTemplates()).length).toBeGreaterThan(0);
});
