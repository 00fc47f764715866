import { AxeBuilder } from "@axe-core/playwright";
import { beforeEach, expect, test } from "vitest";
import type { CandorStatus } from "@/components/widget/widget";
import { type StatusHost, telling } from "../support/widget-host";
import {
  banner,
  drawn,
  expectUnharmed,
  newStatusHost,
  open,
  refresh,
  sample,
  script,
  text,
  widgetPages,
} from "../support/widget-page";

widgetPages();

let status: StatusHost;
beforeEach(async () => {
  status = await newStatusHost();
});

const tell = (told: CandorStatus) => {
  status.answer = telling(told);
};

test("what is dismissed by keyboard stays away on other pages too, and is back with a new word or when it is worse", async () => {
  const outage = sample("outage");
  tell(outage);
  const { page } = await open(status.url, { body: text + script(status.url) });
  await banner(page).waitFor();
  await page.getByRole("button", { name: "Dismiss" }).focus();
  await page.keyboard.press("Enter");
  await banner(page).waitFor({ state: "detached" });
  await page.reload();
  await drawn(page);
  expect(await banner(page).count()).toBe(0);
  const [item] = outage.incidents;
  if (!item?.update) throw new Error("no item");
  const milder = { ...item, status: "partial_outage" as const, label: "partial_outage" as const };
  tell({ ...outage, incidents: [milder] });
  await refresh(page);
  expect(await banner(page).count()).toBe(0);
  tell({ ...outage, incidents: [{ ...milder, update: { ...item.update, id: "next", text: "A new word." } }] });
  await refresh(page);
  await page.getByText("A new word.").waitFor();
  await page.getByRole("button", { name: "Dismiss" }).click();
  await banner(page).waitFor({ state: "detached" });
  tell({ ...outage, incidents: [{ ...item, update: { ...item.update, id: "next" } }] });
  await refresh(page);
  await banner(page).waitFor();
  await page.context().close();
});

test("dismissing works where the browser keeps nothing", async () => {
  tell(sample("outage"));
  const script_ = 'Object.defineProperty(window, "localStorage", { get() { throw new Error("forbidden"); } });';
  const opened = await open(status.url, {
    script: script_,
    body: text + script(status.url).replace("async", "defer"),
  });
  await opened.page.getByRole("button", { name: "Dismiss" }).click();
  await banner(opened.page).waitFor({ state: "detached" });
  await refresh(opened.page);
  expect(await banner(opened.page).count()).toBe(0);
  await expectUnharmed(opened, status.url);
  await opened.page.context().close();
});

test("elements share one question, and each tells its own; of a component that is not there nothing is known", async () => {
  tell({ ...sample("outage"), components: ["webapp", "other"] });
  const badge = (components: string) =>
    `<p><candor-status mode="badge" components="${components}"></candor-status></p>`;
  const body = `${text}${badge("other")}${badge("other,gone")}<candor-status components="webapp"></candor-status>`;
  const { page } = await open(status.url, { body: body + script(status.url) });
  await banner(page).waitFor();
  expect(await page.locator("candor-status .badge").allInnerTexts()).toEqual(["No known problems", "Status unknown"]);
  expect(status.asked).toBe(1);
  await page.context().close();
});

test("apps that draw their own hear of each change, and of nothing twice", async () => {
  tell(sample("operational"));
  const script_ = `window.heard = []; document.addEventListener("candor:change", ({ detail }) => heard.push([detail.known, detail.mode]));`;
  const { page } = await open(status.url, {
    script: script_,
    body: script(status.url, 'data-mode="none"').replace("async", "defer") + text,
  });
  await page.waitForFunction(() => window.candor?.current().known);
  expect(await page.locator("candor-status").count()).toBe(0);
  await refresh(page);
  tell(sample("outage"));
  await refresh(page);
  status.answer = telling({ ...sample("unknown"), last_known: null });
  await refresh(page);
  expect(await page.evaluate(() => (window as unknown as { heard: unknown[] }).heard)).toEqual([
    [true, "operational"],
    [true, "outage"],
    [false, "unknown"],
  ]);
  await page.context().close();
});

test("an element says what it shows, and follows its attributes", async () => {
  tell({ ...sample("outage"), components: ["webapp", "other"] });
  const body = `${text}<candor-status components="webapp"></candor-status>${script(status.url)}`;
  const { page } = await open(status.url, { body });
  await banner(page).waitFor();
  const after = await page.evaluate(async () => {
    const element = document.querySelector("candor-status");
    if (!element) throw new Error("none");
    const heard: boolean[] = [];
    element.addEventListener("candor:change", ({ detail }) => heard.push(detail.visible));
    element.setAttribute("components", "other");
    const view = element.view;
    element.setAttribute("components", "other,gone");
    return { heard, view, without: element.view };
  });
  expect(after).toEqual({
    heard: [false, false],
    view: { known: true, mode: "operational", label: null, items: [], visible: false },
    without: { known: false, mode: "unknown", label: null, items: [], visible: false },
  });
  await page.context().close();
});

test("what it can’t draw takes the former picture away", async () => {
  tell(sample("operational"));
  const body = `${text}<p><candor-status mode="badge"></candor-status></p><candor-status></candor-status>`;
  const opened = await open(status.url, { body: body + script(status.url) });
  const { page } = opened;
  await page.locator("candor-status .badge.clear").waitFor();
  const show = (told: CandorStatus) =>
    page.evaluate((sampled) => {
      for (const element of document.querySelectorAll("candor-status")) element.sample = sampled;
    }, told);
  const outage = sample("outage");
  await show(outage);
  await banner(page).waitFor();
  expect(await page.locator("candor-status .outage").count()).toBe(2);
  await show({ ...outage, incidents: outage.incidents.map((item) => ({ ...item, since: "yesterday" })) });
  await expect.poll(() => banner(page).count()).toBe(0);
  expect(await page.locator("candor-status .badge").innerText()).toBe("Status unknown");
  const views = () => page.evaluate(() => [...document.querySelectorAll("candor-status")].map(({ view }) => view.mode));
  expect(await views()).toEqual(["unknown", "unknown"]);
  await show({ ...outage, incidents: null } as never);
  expect(await views()).toEqual(["unknown", "unknown"]);
  await expectUnharmed(opened, status.url);
  await page.context().close();
});

test("the live region is there, and empty, before the first words come into it, whenever an element is added", async () => {
  let answer = () => {};
  status.answer = (request, response) => {
    answer = () => telling(sample("outage"))(request, response);
  };
  const body = `${text}<p><candor-status mode="badge"></candor-status></p><candor-status></candor-status>`;
  const { page } = await open(status.url, { body: body + script(status.url) });
  await page.waitForFunction(() => window.candor !== undefined);
  const regions = page.getByRole("status");
  expect(await regions.allInnerTexts()).toEqual(["", ""]);
  const before = await regions.elementHandles();
  await expect.poll(() => status.asked).toBe(1);
  answer();
  await banner(page).waitFor();
  expect(await regions.allInnerTexts()).toEqual([expect.stringMatching(/Outage/i), expect.stringMatching(/Outage/i)]);
  const after = await regions.elementHandles();
  for (const [index, each] of before.entries())
    expect(await each.evaluate((one, other) => one === other, after[index])).toBe(true);
  const words = await page.evaluate(async () => {
    const added = document.createElement("candor-status");
    document.body.append(added);
    const region = added.shadowRoot?.querySelector("[role=status]");
    const first = region?.textContent;
    await new Promise((resolve) => added.addEventListener("candor:change", resolve));
    return [first, /sign in/.test(region?.textContent ?? "")];
  });
  expect(words).toEqual(["", true]);
  await page.context().close();
});

test("words without an end are cut to a few lines for the eye, and whole for who listens", async () => {
  const outage = sample("outage");
  const effect = `You can’t sign in to ${"a product with a very long name ".repeat(40)}.`;
  tell({ ...outage, incidents: outage.incidents.map((item) => ({ ...item, effect, label_text: effect })) });
  const body = `${text}<p><candor-status mode="badge"></candor-status></p><candor-status></candor-status>`;
  const options = { viewport: { width: 320, height: 640 } };
  const { page } = await open(status.url, { body: body + script(status.url) }, options);
  await banner(page).waitFor();
  const heights = [banner(page), page.locator("candor-status .badge")].map(
    async (box) => (await box.boundingBox())?.height,
  );
  const [ofBanner = 0, ofBadge = 0] = await Promise.all(heights);
  expect([ofBanner < 330, ofBadge < 80]).toEqual([true, true]);
  expect(await page.getByRole("status").last().ariaSnapshot()).toContain(`${effect.slice(-40, -1)}.`);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.context().close();
});

test("what was heard, or put away, of another status page is not taken for this one’s", async () => {
  const kept = JSON.stringify([sample("outage"), Date.now()]);
  const body = `<candor-status on-unknown="last"></candor-status>${script(status.url)}`;
  const { page } = await open(status.url, {
    body: `${text}<p><candor-status mode="badge" on-unknown="last"></candor-status></p>${body}`,
    script: `for (const name of ["candor:last", "candor:last https://other.example/"]) localStorage.setItem(name, ${JSON.stringify(kept)})`,
  });
  await page.locator("candor-status .badge.unknown").waitFor();
  expect(await page.locator("candor-status .badge").innerText()).toBe("Status unknown");
  expect(await banner(page).count()).toBe(0);
  tell(sample("outage"));
  await refresh(page);
  await page.getByRole("button", { name: "Dismiss" }).click();
  await expect.poll(() => banner(page).count()).toBe(0);
  const keys = await page.evaluate(() => Object.keys(localStorage).filter((key) => !/other|last$/.test(key)));
  expect(keys.sort()).toEqual([`candor:dismissed ${status.url}/`, `candor:last ${status.url}/`]);
  await page.context().close();
});
