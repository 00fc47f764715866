import type { Page } from "playwright-core";
import { localIn } from "@/domain/zone";
import { choose } from "./desk";

const zone = "America/New_York";
const minute = 60_000;
const threeDays = 3 * 1440;

export type Work = { name: string; component: string; effect: string; inMinutes: number; minutes?: number };

/** Fills in the form of planned work, and leaves it there. */
export async function describe(on: Page, { name, component, effect }: Work): Promise<void> {
  await on.getByLabel("Name", { exact: true }).fill(name);
  await on.getByLabel("What should customers expect?").fill(`What to expect of ${name}.`);
  await choose(on, "Which components?", component);
  await choose(on, component, effect);
}

export async function at(on: Page, { inMinutes, minutes = 60 }: Work): Promise<void> {
  const startAt = Date.now() + inMinutes * minute;
  await on.getByLabel("Start", { exact: true }).fill(localIn(zone, startAt));
  await on.getByLabel("End", { exact: true }).fill(localIn(zone, startAt + minutes * minute));
}

export async function plan(on: Page, work: Work): Promise<void> {
  await on.goto("/staff/maintenance/new");
  await describe(on, work);
  await at(on, work);
}

/** What was posted is not brought back into the next form: the page that tells of it has let go of its draft. */
async function draftsDone(on: Page): Promise<void> {
  await on.waitForFunction(
    () => !["candor.draft.maintenance.new", "candor.draft.series.new"].some((name) => name in localStorage),
  );
}

/** Presses the button and waits for the window's page; gives back its id. */
export async function announced(on: Page, button: string | RegExp): Promise<string> {
  await on.getByRole("button", { name: button }).click();
  await on.waitForURL(/\/staff\/maintenance\/[a-z0-9]{12}\?posted=/);
  return /maintenance\/([a-z0-9]{12})/.exec(on.url())?.[1] ?? "";
}

/** Announces an hour of work three days ahead; gives back its id. */
export async function announceWork(on: Page, work: Omit<Work, "inMinutes">): Promise<string> {
  await plan(on, { ...work, inMinutes: threeDays });
  const id = await announced(on, "Announce scheduled maintenance");
  await draftsDone(on);
  return id;
}

/** Plans work that comes again each week; gives back the id of the series. */
export async function planSeries(on: Page, component: string): Promise<string> {
  await on.goto("/staff/maintenance/recurring/new");
  await describe(on, { name: "Weekly cleaning", component, effect: "Nothing", inMinutes: 0 });
  await on.getByLabel("First start").fill(`${localIn(zone, Date.now() + 20 * 1440 * minute).slice(0, 10)}T03:00`);
  await on.getByRole("button", { name: "Plan all of them" }).click();
  await on.waitForURL(/\/recurring\/[a-z0-9]{12}\?done=/);
  await draftsDone(on);
  return /recurring\/([a-z0-9]{12})/.exec(on.url())?.[1] ?? "";
}
