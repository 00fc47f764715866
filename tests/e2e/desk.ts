import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { expect } from "vitest";
import { browser as openBrowser } from "../support/browser";
import { type RunningCandor, startCandor } from "../support/candor";

export const owner = { email: "ana@example.com", password: "correct horse battery" };

/** A Candor that is set up, with an owner who is signed in, and a browser beside it. */
export type Desk = {
  candor: RunningCandor;
  browser: Browser;
  /** A page of somebody who is signed in; each in a browser context of its own. */
  staff: (options?: BrowserContextOptions) => Promise<Page>;
  /** A page of somebody who is not. */
  stranger: (options?: BrowserContextOptions) => Promise<Page>;
  /** What customers read on the status page now. */
  statusPage: () => Promise<string>;
  /** Waits until the status page says this; what is posted is printed at once, but by a process of its own. */
  statusPageSays: (words: string) => Promise<void>;
  close: () => Promise<void>;
};

export async function openDesk(components: readonly string[] = ["Web app", "API"]): Promise<Desk> {
  const env = { OWNER_EMAIL: owner.email, OWNER_PASSWORD: owner.password, PAGE_TIME_ZONE: "America/New_York" };
  const candor = await startCandor({ env });
  const browser = await openBrowser();
  const stranger = async (options: BrowserContextOptions = {}) =>
    (await browser.newContext({ baseURL: candor.url, ...options })).newPage();
  const storageState = await setUp(await stranger(), components);
  const statusPage = async () => (await fetch(candor.url)).text();
  return {
    candor,
    browser,
    stranger,
    staff: (options) => stranger({ storageState, ...options }),
    statusPage,
    statusPageSays: (words) => expect.poll(statusPage, { timeout: 15_000 }).toContain(words),
    close: async () => {
      await browser.close();
      await candor.stop();
    },
  };
}

async function setUp(
  page: Page,
  components: readonly string[],
): Promise<Awaited<ReturnType<BrowserContext["storageState"]>>> {
  await page.goto("/staff");
  await signIn(page, owner);
  await page.getByLabel("Name", { exact: true }).fill("Harvest");
  await page.getByRole("button", { name: "Continue" }).click();
  for (const name of components) {
    await page.getByLabel(/^Name of (a new|the first) component/).fill(name);
    await page.getByRole("button", { name: "Add component" }).click();
    await page.getByRole("link", { name, exact: true }).waitFor();
  }
  const state = await page.context().storageState();
  await page.context().close();
  return state;
}

export async function signIn(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** Touches the box that stands for a choice, as a thumb does. */
export async function choose(page: Page, group: string | RegExp, choice: string | RegExp): Promise<void> {
  const set = page.getByRole("group", { name: group });
  await set.locator("label").filter({ hasText: choice }).first().click();
}

/** Opens an incident by the quick post; gives back its id. */
export async function quickPost(page: Page, component: string, state = "Down"): Promise<string> {
  await page.goto("/staff/incidents/new");
  await choose(page, "What is wrong?", component);
  await choose(page, "How bad is it?", new RegExp(`^${state}$`));
  return posted(page, "Post to the status page");
}

/** Presses the button of a form, waits for the page that its post leads to, and gives back the incident's id. */
export async function posted(page: Page, button: string | RegExp): Promise<string> {
  const before = page.url();
  await page.getByRole("button", { name: button }).click();
  await page.waitForURL((url) => url.searchParams.has("posted") && url.href !== before);
  await page.getByText("Customers see it now.").waitFor();
  return /\/incidents\/([a-z0-9]+)/.exec(page.url())?.[1] ?? "";
}

/** Writes an update and posts it. */
export async function postUpdate(page: Page, step: string, body: string): Promise<void> {
  await choose(page, "Where are we?", step);
  await page.getByLabel("What do you want to say?").fill(body);
  await posted(page, /^Post/);
}
