import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { endpoints } from "@/server/v1/endpoints";
import { addComponent, open } from "../server/scene";
import { ask, testApi } from "./api";

testApi();

type Names = { [name: string]: Names | null };

/** The names that a body may have, nested as they are. */
function namesIn(schema: unknown): Names | null {
  if (!(schema instanceof z.ZodObject)) return null;
  return Object.fromEntries(Object.entries(schema.shape).map(([name, field]) => [name, namesIn(field)]));
}

const soon = new Date(Date.now() + 90 * 60_000).toISOString();
const late = new Date(Date.now() + 60_000).toISOString();

/** What could be meant, beside what can't. */
const likely = (id: string) =>
  fc.constantFrom<unknown>(
    ...["resolved", "investigating", "scheduled", "in_progress", "completed", "operational", "major_outage", "none"],
    ...["A text", "", soon, late, "2026-01-02", "2026-01-02T03:04:05+02:00", true, false, 0, null],
    ...[[id], [], { [id]: "major_outage" }, { [id]: "none" }, { [id]: "under_maintenance" }, id],
  );

function valueFor(names: Names | null, id: string): fc.Arbitrary<unknown> {
  const anything = fc.oneof({ weight: 6, arbitrary: likely(id) }, fc.jsonValue({ maxDepth: 2 }), fc.string());
  if (names === null) return anything;
  const fields = Object.fromEntries(Object.entries(names).map(([name, below]) => [name, valueFor(below, id)]));
  return fc.oneof({ weight: 20, arbitrary: fc.record(fields, { requiredKeys: [] }) }, anything);
}

test("whatever is asked of any endpoint is answered as documented, and never with a fault of ours", async () => {
  const web = await addComponent("Web");
  const incident = await open({ components: [{ componentId: web, status: "partial_outage" }] });
  const ids = [web, incident, "nothing00000", "%"];
  const request = fc.constantFrom(...endpoints).chain((endpoint) =>
    fc.record({
      endpoint: fc.constant(endpoint),
      method: fc.constantFrom(...endpoint.methods),
      path: fc.constantFrom(...ids).map((id) => endpoint.path.replace("/pages/{page_id}", "").replace(/\{\w+\}/g, id)),
      query: fc.webQueryParameters(),
      body: endpoint.does === "write" ? valueFor(namesIn(endpoint.body), web) : fc.constant(undefined),
    }),
  );
  await fc.assert(
    fc.asyncProperty(request, async ({ endpoint, method, path, query, body }) => {
      const isBelowPage = endpoint.path.includes("{page_id}");
      const where = isBelowPage ? path.replace(/^\//, "") : endpoint.path;
      const headers = { "x-candor-address": "192.0.2.9" };
      const { status } = await ask(`${method} ${where}?${query.replaceAll(" ", "+")}`, { body, headers });
      expect(status).toBeLessThan(500);
    }),
    { numRuns: 90, interruptAfterTimeLimit: 8_000 },
  );
});
