import type { Browser, BrowserContext, Page } from "playwright-core";
import type { Id } from "@/domain/facts";
import { database } from "@/server/database";
import { createFirstOwner, firstOwnerCode } from "@/server/people";
import { prepareTemplates } from "@/server/templates";
import { by, open, post, product } from "./screenshot-product";

const minute = 60_000;
const owner = { name: "Ana Lima", email: "ana@harvest.example", password: "a long password for pictures" };

type Session = Awaited<ReturnType<BrowserContext["storageState"]>>;

/** A page of the editor, and what is done on it before its picture. */
export type StaffPicture = {
  name: string;
  path: string;
  signedIn: boolean;
  act?: (page: Page) => Promise<void>;
  /** What stands at the top of the picture; the page's top otherwise. */
  from?: string;
};

/** An outage with two updates, seen by the person who writes the third. */
export async function stage(now: number): Promise<StaffPicture[]> {
  const { harvest, forecast } = await product(now);
  await prepareTemplates(by);
  await makeOwner();
  const down = [harvest, forecast].map((componentId) => ({ componentId, status: "major_outage" as const }));
  const { id } = await open(now - 41 * minute, {
    name: "Harvest and Forecast are down",
    body: "Harvest and Forecast are down for everyone. We are looking into it.",
    effect: "You can’t sign in to Harvest or Forecast",
    scope: "everyone",
    nextUpdateBy: now - 11 * minute,
    components: down,
  });
  await post(now - 26 * minute, id, {
    status: "identified",
    body: "Both database servers crashed, one after the other. Your data is safe.",
    nextUpdateBy: now + 4 * minute,
  });
  return pictures(id);
}

function pictures(incidentId: Id): StaffPicture[] {
  return [
    { name: "staff-sign-in", path: "/staff/sign-in", signedIn: false },
    { name: "staff-start", path: "/staff", signedIn: true },
    { name: "staff-quick-post", path: "/staff/incidents/new", signedIn: true, act: touchQuickPost },
    { name: "staff-composer", path: `/staff/incidents/${incidentId}`, signedIn: true, act: writeUpdate },
    { name: "staff-components", path: "/staff/components", signedIn: true },
    { name: "staff-texts", path: "/staff/templates", signedIn: true },
    { name: "staff-tokens", path: "/staff/tokens", signedIn: true, act: makeToken },
    { name: "api", path: "/api", signedIn: false },
  ];
}

async function touchQuickPost(page: Page): Promise<void> {
  await page.locator("label").filter({ hasText: /^API$/ }).click();
  await page.locator("label").filter({ hasText: "Partly down" }).click();
}

async function makeToken(page: Page): Promise<void> {
  await page.getByLabel("What it is for").fill("Terraform");
  await page.getByRole("button", { name: "Make a token" }).click();
  await page.getByText("Copy it now.").waitFor();
}

async function writeUpdate(page: Page): Promise<void> {
  await page.locator("label").filter({ hasText: "Monitoring" }).click();
  const text = "Harvest and Forecast **work again** on a new database server. We are watching every part of them.";
  await page.getByLabel("What do you want to say?").fill(text);
  for (const name of ["Harvest", "Forecast"]) {
    await page.getByRole("group", { name, exact: true }).locator("label").filter({ hasText: "Working" }).click();
  }
}

export async function makeOwner(): Promise<void> {
  const { databaseId } = await database().page.findUniqueOrThrow({ where: { id: "page" } });
  await createFirstOwner(null, { code: firstOwnerCode(databaseId), ...owner });
}

/** What a browser keeps once the owner has signed in. */
export async function signedIn(browser: Browser, site: string): Promise<Session> {
  const context = await browser.newContext({ baseURL: site });
  const page = await context.newPage();
  await page.goto("/staff/sign-in");
  await page.getByLabel("E-mail").fill(owner.email);
  await page.getByLabel("Password").fill(owner.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/staff");
  const session = await context.storageState();
  await context.close();
  return session;
}
