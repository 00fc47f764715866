import { beforeEach, expect } from "vitest";
import { componentStatusAt } from "@/domain/component-state";
import type { Id, Incident, Instant } from "@/domain/facts";
import { type Actor, actorOf } from "@/server/actor";
import { createComponent } from "@/server/components";
import { database } from "@/server/database";
import { openIncident } from "@/server/incidents";
import { loadFacts } from "@/server/load";
import { ensurePage } from "@/server/page";
import { InvalidInput, Refusal, type RefusalCode } from "@/server/refusal";
import type { OpenIncidentInput } from "@/server/update-input";
import { testDatabase } from "../support/database";

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;
/** When the story of a test begins: recent, so that it is among the facts of the last 90 days. */
export const start: Instant = Math.floor(Date.now() / hour) * hour - 6 * hour;

export const owner: Actor = actorOf({ id: "owner0000000", name: "Ada", role: "owner" });
export const responder: Actor = actorOf({ id: "responder000", name: "Grace", role: "responder" });

/** A database of its own for the file, with a page before each test. */
export function testScene(): void {
  testDatabase();
  beforeEach(async () => {
    await ensurePage();
  });
}

export async function addComponent(name = "Web", now: Instant = start - day): Promise<Id> {
  return (await createComponent(owner, { name }, now)).id;
}

export async function open(input: Partial<OpenIncidentInput> = {}, now: Instant = start): Promise<Id> {
  return (await openIncident(owner, { name: "Errors", body: "We are looking into it.", ...input }, now)).id;
}

export async function incident(id: Id): Promise<Incident> {
  const found = (await loadFacts()).incidents.find((each) => each.id === id);
  if (!found) throw new Error(`There is no incident ${id}.`);
  return found;
}

/** What the page shows of a component. */
export async function shown(componentId: Id, at: Instant): Promise<string> {
  return componentStatusAt(await loadFacts(), componentId, at);
}

/** The sentences that a command gave for its fields. */
export async function fieldsOf(command: Promise<unknown>): Promise<Record<string, string>> {
  const error = await caught(command);
  if (error instanceof InvalidInput) return error.fields;
  throw error;
}

export async function refusalOf(command: Promise<unknown>): Promise<RefusalCode> {
  const error = await caught(command);
  if (error instanceof Refusal) return error.code;
  throw error;
}

async function caught(command: Promise<unknown>): Promise<unknown> {
  try {
    await command;
  } catch (error) {
    return error;
  }
  return new Error("The command was done, but should not have been.");
}

/** Waits for commands, one after the other, and holds that each leaves exactly one event, at its own revision. */
export function eventRecorder(): <T>(type: string, command: Promise<T>) => Promise<T> {
  const done: string[] = [];
  return async (type, command) => {
    const result = await command;
    done.push(type);
    const { revision } = await database().page.findUniqueOrThrow({ where: { id: "page" } });
    const events = await database().event.findMany({ orderBy: { id: "asc" } });
    expect(events.map((event) => event.type)).toEqual(done);
    expect(events.at(-1)).toMatchObject({ type, revision, at: expect.any(Date) });
    expect(revision).toBe(done.length);
    expect(events.at(-1)?.before ?? events.at(-1)?.after).not.toBeNull();
    return result;
  };
}
