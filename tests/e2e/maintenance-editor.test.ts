import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { localIn } from "@/domain/zone";
import { choose, type Desk, openDesk, owner, quickPost, signIn } from "./desk";
import { customersRead, later, untilCustomersRead } from "./later";
import { announced, announceWork, at, describe, plan } from "./work";

const zone = "America/New_York";
const day = 1440 * 60_000;

let desk: Desk;
let page: Page;

beforeAll(async () => {
  desk = await openDesk(["Web app", "API", "Mail", "Search", "Reports", "Files"]);
  page = await desk.staff();
});
afterAll(() => desk.close());
/** A plan that a test leaves unsent would come back as a draft in the next one's form. */
afterEach(async () => {
  await page.goto("/staff");
  await page.evaluate(() => localStorage.clear());
});

const judgement = (on: Page) => on.getByRole("region", { name: "What customers will call it" });

test("work is scheduled, runs, is extended, and ends when everything is back", async () => {
  const work = { name: "Database upgrade", component: "Web app", effect: "It is down", inMinutes: 3 * 1440 };
  await plan(page, work);
  await judgement(page).getByText("Scheduled maintenance", { exact: true }).waitFor();
  expect(await judgement(page).innerText()).toContain("is enough to call it scheduled");
  const during = page.getByRole("region", { name: "While it runs" });
  await during.getByText("Web app is down for planned work until").last().waitFor();
  const id = await announced(page, "Announce scheduled maintenance");
  expect(await customersRead(desk)).toContain("Database upgrade");
  expect(await page.getByText("Announced 2 days ahead").count()).toBe(1);

  await later(desk, id, 3 * 1440 + 50);
  await untilCustomersRead(desk, /Web app is down for planned work until/);
  await page.goto("/staff");
  await page.getByRole("heading", { name: "Planned work is running" }).waitFor();
  expect(await page.getByText(/^\d+ min left\. If nobody has confirmed it by/).count()).toBe(1);
  await page.waitForFunction(() => document.title.startsWith("(!) "));
  expect(
    await page.getByRole("status").filter({ hasText: "Confirm that everything is back, or extend it" }).count(),
  ).toBe(1);

  await page.getByRole("link", { name: "Database upgrade" }).first().click();
  await page.getByText("too late to make more time planned").waitFor();
  await page.getByRole("button", { name: "+30 min" }).click();
  await page.getByText("Extended. Customers see both ends.").waitFor();
  expect(await page.getByRole("heading", { name: /^Extended/ }).count()).toBe(1);
  expect(
    await page
      .getByText(/^Extended/)
      .first()
      .isVisible(),
  ).toBe(true);

  await page.getByLabel("Finished, being checked").check();
  await page.getByLabel("What do you want to say?").fill("It is back, and we look at **all** of it.");
  await page.getByRole("button", { name: "Post update" }).click();
  await page.getByText("Customers see it now.").waitFor();
  await page.getByText(/^Finished and being checked/).waitFor();

  await page.getByRole("button", { name: "Everything is back" }).click();
  await page.getByText("Everything is back, and customers read it.").waitFor();
  expect(await customersRead(desk)).toContain("No known problems");
  expect(await page.getByRole("button", { name: "Everything is back" }).count()).toBe(0);
});

test("what was announced can be moved, and cancelled with a reason, and its record keeps both", async () => {
  const work = { name: "New cables", component: "Search", effect: "It is slow", inMinutes: 3 * 1440 };
  await plan(page, work);
  const id = await announced(page, "Announce scheduled maintenance");
  await page.getByRole("link", { name: "Reschedule, shorten or change it" }).click();
  expect(await page.getByLabel("Name", { exact: true }).inputValue()).toBe("New cables");
  await at(page, { ...work, inMinutes: 300 });
  await judgement(page).getByText("Maintenance at short notice").waitFor();
  await announced(page, "Announce the change");
  expect(await page.getByRole("heading", { name: /^Rescheduled/ }).count()).toBe(1);
  await page.getByRole("link", { name: "Cancel it" }).click();
  await page.getByRole("button", { name: "Cancel the work" }).click();
  await page.getByText("why it is cancelled").first().waitFor();
  await page.getByLabel(/^Why/).fill("We found a way without it.");
  await page.getByRole("button", { name: "Cancel the work" }).click();
  await page.getByText("Cancelled. Customers see it").waitFor();
  expect(await (await fetch(`${desk.candor.url}/maintenance/${id}`)).text()).toContain("We found a way without it.");
});

test("whoever changes a plan second is shown what the first made of it, and replaces it only knowingly", async () => {
  const id = await announceWork(page, { name: "Shared work", component: "Search", effect: "It is slow" });
  const other = await desk.staff();
  for (const on of [page, other]) await on.goto(`/staff/maintenance/${id}/change`);
  await other.getByLabel("Name", { exact: true }).fill("Theirs");
  await announced(other, "Announce the change");
  await page.getByLabel("What should customers expect?").fill("Mine.");
  await page.getByRole("button", { name: "Announce the change" }).click();
  await page.getByText("Somebody else changed it meanwhile.").waitFor();
  await page.getByText("“Theirs”").first().waitFor();
  await page.getByRole("blockquote").getByText("What to expect of Shared work.").waitFor();
  expect(await page.getByLabel("What should customers expect?").inputValue()).toBe("Mine.");
  await announced(page, "Announce the change");
  expect(await page.getByRole("heading", { name: /^Reworded/ }).count()).toBe(2);
});

test("what comes too late is refused with a sentence, keeps all that was typed, and can be told as what it is", async () => {
  await plan(page, { name: "Urgent repair", component: "API", effect: "It is down", inMinutes: 20 });
  await judgement(page).getByText("This can’t be called planned").waitFor();
  await page.getByRole("button", { name: "This can’t be announced as planned" }).click();
  await page.getByRole("alert").filter({ hasText: "too late to call it planned" }).waitFor();
  expect(await page.getByLabel("Name", { exact: true }).inputValue()).toBe("Urgent repair");
  expect(await page.getByRole("radio", { name: "It is down" }).first().isChecked()).toBe(true);

  await judgement(page)
    .getByRole("button", { name: /^Move the start to/ })
    .first()
    .click();
  await judgement(page).getByText("Maintenance at short notice").waitFor();
  await page.getByRole("button", { name: "Announce maintenance at short notice" }).waitFor();

  await at(page, { name: "", component: "", effect: "", inMinutes: 20 });
  await judgement(page).getByRole("link", { name: "Say in a notice what is coming" }).waitFor();
  expect(await judgement(page).getByRole("button", { name: "Open an incident now" }).count()).toBe(0);
  await at(page, { name: "", component: "", effect: "", inMinutes: 0 });
  await judgement(page).getByLabel(/^Why/).fill("to repair its disks");
  await page
    .getByRole("region", { name: "As customers will see it" })
    .getByText("to repair its disks")
    .first()
    .waitFor();
  await judgement(page).getByRole("button", { name: "Open an incident now" }).click();
  await page.getByText("Customers see it now.").waitFor();
  expect(page.url()).toContain("/staff/incidents/");
  const shown = await customersRead(desk);
  expect(shown).toContain("We have taken API offline ourselves to repair its disks");
  expect(shown).toContain("What to expect of Urgent repair.");
  expect(shown).toContain("This is not planned maintenance.");
});

test("work on something that is in an open incident is told on that incident, with the component chosen there", async () => {
  const id = await quickPost(page, "Mail");
  await plan(page, { name: "Mail repair", component: "Mail", effect: "It is down", inMinutes: 3 * 1440 });
  await judgement(page).getByText("which is open").waitFor();
  await judgement(page)
    .getByRole("link", { name: /^Say it on/ })
    .click();
  await page.waitForURL(new RegExp(`/staff/incidents/${id}`));
  const offline = page.getByRole("group", { name: "We take something offline ourselves" });
  expect(await offline.getByRole("checkbox", { name: "Mail" }).isChecked()).toBe(true);
});

test("running work is turned into an incident, which is prepared and says where it comes from", async () => {
  await plan(page, { name: "Index rebuild", component: "Reports", effect: "Parts are missing", inMinutes: 3 * 1440 });
  const id = await announced(page, "Announce scheduled maintenance");
  await later(desk, id, 3 * 1440 + 10);
  await untilCustomersRead(desk, /under way .*Index rebuild/);
  await page.goto(`/staff/maintenance/${id}`);
  await page.getByRole("link", { name: "Turn it into an incident" }).click();
  expect(await page.getByLabel("Name of the incident").inputValue()).toBe("Reports is partly unavailable");
  expect(await page.getByRole("radio", { name: "Partly down" }).isChecked()).toBe(true);
  expect(await page.getByText("what you mean?").count()).toBe(0);
  await page.getByLabel("What do you want to say?").fill("The new index is broken. We are making it anew.");
  await page.getByRole("button", { name: "Post it as an incident" }).click();
  await page.getByText("Customers see it now.").waitFor();
  expect(await customersRead(desk)).toContain("The new index is broken.");
  await page.goto(`/staff/maintenance/${id}`);
  await page
    .getByText(/^Became an incident/)
    .first()
    .waitFor();
  await page.getByRole("link", { name: "Reports is partly unavailable" }).first().waitFor();
});

test("beginning early says that it is an outage until the announced start", async () => {
  await plan(page, { name: "File move", component: "Files", effect: "It is slow", inMinutes: 3 * 1440 });
  await announced(page, "Announce scheduled maintenance");
  await page.getByText("Begin now, early").click();
  expect(await page.getByText("Until then customers see an outage").count()).toBe(1);
  await page.getByRole("button", { name: "Begin now" }).click();
  await page.getByText("Begun. Customers see it now.").waitFor();
  await page.getByText("nobody was told of it, so customers see an outage").waitFor();
  await page.getByRole("button", { name: "Everything is back" }).click();
  await page.getByText("Everything is back, and customers read it.").waitFor();
});

test("a time that the clocks skip is asked about before anything is sent, and a draft comes back", async () => {
  await page.goto("/staff/maintenance/new");
  await describe(page, { name: "Night work", component: "Files", effect: "It is slow", inMinutes: 0 });
  const spring = nextSpring();
  await page.getByLabel("Start", { exact: true }).fill(`${spring}T02:30`);
  await page.getByLabel("End", { exact: true }).fill(`${spring}T05:00`);
  await page.getByText("The clocks go forward and skip this time.").waitFor();
  await page.getByRole("button", { name: "Announce planned work" }).click();
  await page.getByRole("alert").filter({ hasText: "Say which one you mean." }).waitFor();
  await page.getByLabel(/3:30am EDT/).check();
  await judgement(page).getByText("Scheduled maintenance", { exact: true }).waitFor();
  await page.waitForFunction(() => localStorage.getItem("candor.draft.maintenance.new")?.includes("startAtChoice"));
  await page.reload();
  await page.getByText(/^Your draft of/).waitFor();
  expect(await page.getByLabel("Name", { exact: true }).inputValue()).toBe("Night work");
  await judgement(page).getByText("Scheduled maintenance", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Discard the draft" }).click();
});

/** The day on which New York next sets its clocks forward: the second Sunday of March. */
function nextSpring(): string {
  const now = new Date();
  const year = now.getUTCMonth() < 2 ? now.getUTCFullYear() : now.getUTCFullYear() + 1;
  const first = new Date(Date.UTC(year, 2, 1));
  return new Date(Date.UTC(year, 2, 8 + ((7 - first.getUTCDay()) % 7))).toISOString().slice(0, 10);
}

test("work that comes again shows its dates before it is planned; one of them is skipped, and the rest ends", async () => {
  await page.goto("/staff/maintenance/recurring/new");
  await describe(page, { name: "Weekly cleaning", component: "Files", effect: "Nothing", inMinutes: 0 });
  await page.getByLabel("First start").fill(`${localIn(zone, Date.now() + 20 * day).slice(0, 10)}T03:00`);
  await page.getByLabel("Times").fill("8");
  await page.getByText("And 2 more.").waitFor();
  await page.getByLabel("Time ahead").fill("0.5");
  await page.getByLabel("In", { exact: true }).selectOption("hours");
  await page.getByText("can’t be called planned. Announce it earlier.").waitFor();
  await page.getByRole("button", { name: "Plan all of them" }).click();
  await page.getByRole("alert").filter({ hasText: "can't be called planned" }).waitFor();
  await page.getByLabel("Time ahead").fill("48");
  await page.getByRole("button", { name: "Plan all of them" }).click();
  await page.getByText("Planned. Each time is announced on its own.").waitFor();
  await page.getByRole("button", { name: /^Skip/ }).first().click();
  await page.getByText("Skipped. It will not be announced.").waitFor();
  expect(await page.getByText("Skipped", { exact: true }).count()).toBe(1);
  await page.goto("/staff/maintenance");
  await page.getByText("Every week, 8 times").waitFor();
  await page.getByRole("link", { name: "Weekly cleaning" }).click();
  await page.getByText("End the series", { exact: true }).click();
  await page.getByRole("button", { name: "End it now" }).click();
  await page.getByText("Ended. What is announced already stays.").waitFor();
  await page.getByText("Nothing of it is to come.").waitFor();
});

test("work that is over is recorded as such", async () => {
  await page.goto("/staff/maintenance/past");
  await page.getByLabel("Name", { exact: true }).fill("Cooling repair");
  await page.getByLabel("What was it?").fill("The cooling was repaired.");
  await choose(page, "Which components?", "Files");
  await choose(page, "Files", "It is slow");
  await at(page, { name: "", component: "", effect: "", inMinutes: -3000 });
  const id = await announced(page, "Record it");
  expect(await page.getByText("Recorded afterwards").count()).toBeGreaterThan(0);
  expect(await (await fetch(`${desk.candor.url}/maintenance/${id}`)).text()).toContain("Cooling repair");
});

test("how far ahead work must be announced is set on the page", async () => {
  await page.goto("/staff/settings");
  await page.getByLabel(/^At short notice/).fill("2000");
  await page.getByRole("button", { name: "Set these minutes" }).click();
  await page.getByRole("alert").filter({ hasText: "Short notice can't be longer" }).waitFor();
  await page.getByLabel(/^At short notice/).fill("30");
  await page.getByRole("button", { name: "Set these minutes" }).click();
  await page.getByText("Saved.").waitFor();
  expect(await page.getByLabel(/^At short notice/).inputValue()).toBe("30");
  await page.getByLabel(/^At short notice/).fill("60");
  await page.getByRole("button", { name: "Set these minutes" }).click();
  await page.getByText("Saved.").waitFor();
});

test("without JavaScript the judgement comes in the answer, and moving, announcing and ending need none", async () => {
  const plain = await desk.stranger({ javaScriptEnabled: false });
  await plain.goto("/staff/maintenance/new");
  await signIn(plain, owner);
  await plain.getByLabel("Name", { exact: true }).fill("Plain work");
  await plain.getByLabel("What should customers expect?").fill("Nothing much.");
  await choose(plain, "Which components?", "Files");
  await at(plain, { name: "", component: "", effect: "", inMinutes: 20 });
  await plain.getByRole("button", { name: "Announce planned work" }).click();
  expect(await plain.getByRole("alert").innerText()).toContain("Choose what customers will notice of each component.");
  expect(await plain.getByLabel("Name", { exact: true }).inputValue()).toBe("Plain work");
  await choose(plain, "Files", "It is slow");
  await plain.getByRole("button", { name: "Show how this will look" }).click();
  expect(await judgement(plain).innerText()).toContain("This can’t be called planned");
  await judgement(plain)
    .getByRole("button", { name: /call it scheduled/ })
    .click();
  expect(await judgement(plain).innerText()).toContain("Scheduled maintenance");
  const id = await announced(plain, "Announce scheduled maintenance");
  expect(await customersRead(desk)).toContain("Plain work");

  await later(desk, id, 1440 + 40);
  await untilCustomersRead(desk, /under way .*Plain work/);
  await plain.goto(`/staff/maintenance/${id}`);
  await plain.getByRole("button", { name: "+60 min" }).click();
  await plain.getByText("Extended. Customers see both ends.").waitFor();
  await plain.getByRole("button", { name: "Everything is back" }).click();
  await plain.getByText("Everything is back, and customers read it.").waitFor();
});
