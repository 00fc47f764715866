import type { Page } from "playwright-core";
import type { Id } from "@/domain/facts";
import { localIn } from "@/domain/zone";
import { extendMaintenance, scheduleMaintenance } from "@/server/maintenance";
import { completeMaintenance, postMaintenanceUpdate } from "@/server/maintenance-course";
import { scheduleSeries } from "@/server/series";
import { by, product } from "./screenshot-product";
import { makeOwner, type StaffPicture } from "./screenshot-staff";

const minute = 60_000;
const day = 1440 * minute;
const zone = "America/New_York";

/** Work in each of its states, seen by the person who plans the next. */
export async function workStage(now: number): Promise<StaffPicture[]> {
  const { harvest, forecast, api, mail } = await product(now);
  await makeOwner();
  const plan = { name: "Faster search", message: "Search may find less while we rebuild its index." };
  const over = { startAt: now - 6 * day, endAt: now - 6 * day + 90 * minute };
  const past = await scheduleMaintenance(
    by,
    { ...plan, ...over, components: [{ componentId: harvest, effect: "slow" }] },
    now - 9 * day,
  );
  await completeMaintenance(by, { maintenanceId: past.id }, over.endAt - 8 * minute);
  const running = await runningWork(now, harvest, api);
  const soon = { startAt: now + 3 * day, endAt: now + 3 * day + 60 * minute };
  await scheduleMaintenance(
    by,
    {
      name: "New sign-in servers",
      message: "You stay signed in.",
      ...soon,
      components: [{ componentId: forecast, effect: "none" }],
    },
    now - day,
  );
  const starts = `${localIn(zone, now + 2 * day).slice(0, 10)}T03:00`;
  await scheduleSeries(
    by,
    {
      name: "Mail queue is moved",
      message: "Invoices by e-mail leave up to half an hour late.",
      components: [{ componentId: mail, effect: "slow" }],
      timeZone: zone,
      startsLocal: starts,
      durationMinutes: 45,
      rule: "FREQ=WEEKLY;COUNT=12",
      leadMinutes: 1440,
    },
    now - day,
  );
  return pictures(now, running);
}

/** Twelve minutes before its end, extended once. */
async function runningWork(now: number, harvest: Id, api: Id): Promise<Id> {
  const message =
    "We move Harvest to newer database servers. Running timers keep running; you can’t edit entries meanwhile.";
  const { id } = await scheduleMaintenance(
    by,
    {
      name: "Database upgrade",
      message,
      startAt: now - 108 * minute,
      endAt: now - 18 * minute,
      components: [
        { componentId: harvest, effect: "down" },
        { componentId: api, effect: "slow" },
      ],
    },
    now - 4 * day,
  );
  await extendMaintenance(by, { maintenanceId: id, endAt: now + 12 * minute }, now - 95 * minute);
  const body = "The new servers are up. We are copying the last day of entries.";
  await postMaintenanceUpdate(by, { maintenanceId: id, body }, now - 31 * minute);
  return id;
}

function pictures(now: number, running: Id): StaffPicture[] {
  const judged = "section[aria-labelledby$='-judgement']";
  return [
    { name: "staff-start-work", path: "/staff", signedIn: true },
    { name: "staff-maintenance", path: "/staff/maintenance", signedIn: true },
    { name: "staff-maintenance-running", path: `/staff/maintenance/${running}`, signedIn: true },
    {
      name: "staff-maintenance-new",
      path: "/staff/maintenance/new",
      signedIn: true,
      act: (page) => plan(page, now + 3 * day),
    },
    {
      name: "staff-maintenance-too-late",
      path: "/staff/maintenance/new",
      signedIn: true,
      act: (page) => plan(page, now + 20 * minute),
      from: judged,
    },
    {
      name: "staff-maintenance-recurring",
      path: "/staff/maintenance/recurring/new",
      signedIn: true,
      act: recur(now),
      from: "fieldset:has(> legend:text('How often?'))",
    },
  ];
}

async function plan(page: Page, startAt: number): Promise<void> {
  await describe(page);
  await page.getByLabel("Start", { exact: true }).fill(localIn(zone, startAt));
  await page.getByLabel("End", { exact: true }).fill(localIn(zone, startAt + 120 * minute));
}

async function describe(page: Page): Promise<void> {
  await page.getByLabel("Name", { exact: true }).fill("Payments move to a new bank");
  await page
    .getByLabel("What should customers expect?")
    .fill("You can’t pay invoices online meanwhile. Payments that were made before **are safe**.");
  await page
    .locator("label")
    .filter({ hasText: /^Forecast$/ })
    .click();
  await page.getByRole("group", { name: "Forecast" }).locator("label").filter({ hasText: "It is down" }).click();
}

function recur(now: number): (page: Page) => Promise<void> {
  return async (page) => {
    await describe(page);
    await page.getByLabel("First start").fill(`${localIn(zone, now + 5 * day).slice(0, 10)}T02:00`);
    await page.locator("label").filter({ hasText: "Every month, on a weekday" }).click();
    await page.getByText("And 4 more.").waitFor();
  };
}
