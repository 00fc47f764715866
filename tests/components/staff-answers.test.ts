import { describe, expect, test } from "vitest";
import { lastSaid } from "@/app/staff/(desk)/incidents/[id]/last-said";
import { notesOf } from "@/app/staff/(desk)/incidents/[id]/notes";
import { onceKey } from "@/app/staff/fields";
import { mayHaveArrived } from "@/components/staff/form-state";
import { planningWords } from "@/domain/wording";
import { incident, update } from "../domain/facts";

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  return data;
}

describe("a form counts once", () => {
  const kept = { key: "k1", keyRenewed: "yes", body: "Down since 4:38pm." };

  test("though its sentence or what it is compared with moved on since it was first sent", () => {
    const later = { ...kept, body: "Down since 4:39pm.", effectWas: "Web app is down", "was:web": "major_outage" };
    expect(onceKey(form(later))).toBe(onceKey(form(kept)));
  });

  test("and another key is another post", () => {
    expect(onceKey(form({ ...kept, key: "k2" }))).not.toBe(onceKey(form(kept)));
  });

  test("where the key is not renewed, other content is another post", () => {
    const plain = { key: "k1", body: "Down." };
    expect(onceKey(form(plain))).toBe(onceKey(form({ ...plain })));
    expect(onceKey(form({ ...plain, body: "Up." }))).not.toBe(onceKey(form(plain)));
  });

  test("only what may have arrived is sent again as it was", () => {
    const arrived = (kind: "broken" | "unreachable" | "conflict" | "invalid") =>
      mayHaveArrived({ problem: { kind, text: "" } });
    expect([arrived("broken"), arrived("unreachable")]).toEqual([true, true]);
    expect([arrived("conflict"), arrived("invalid"), mayHaveArrived({ problem: null })]).toEqual([false, false, false]);
  });
});

test("a post is answered with its own notes, not with those of whoever posted after it", () => {
  const posted = (id: string, note: string) => ({
    type: "incident.updated",
    after: { update: { id }, notes: [note] },
  });
  const opened = { type: "incident.opened", after: { id: "i", update: { id: "u0" }, notes: ["opened"] } };
  const events = [opened, posted("u1", "mine"), posted("u2", "theirs"), { type: "incident.changed", after: null }];
  expect(notesOf(events, "u1")).toEqual(["mine"]);
  expect(notesOf(events, undefined)).toEqual(["opened"]);
  expect(notesOf(events, "u9")).toEqual([]);
});

test("after a post, words of planning are looked for in all that customers read of it", () => {
  const at = Date.parse("2026-11-22T10:00:00Z");
  const said = (name: string, body: string, effect: string | null, scope: string | null) => ({
    ...incident([{ ...update(at, "investigating", {}), body, effect, scope }]),
    name,
  });
  for (const words of [
    said("Planned work", "It is down.", null, null),
    said("Down", "For maintenance.", null, null),
    said("Down", "It is down.", "Scheduled work", null),
    said("Down", "It is down.", null, "those in maintenance"),
  ])
    expect(planningWords(lastSaid(words))).toHaveLength(1);
  expect(planningWords(lastSaid(said("Down", "It is down.", null, null)))).toEqual([]);
});
