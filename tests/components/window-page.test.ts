import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { WindowPage } from "@/components/window-page";
import type { PublicWindow } from "@/domain/public-page";
import { windowIcon } from "@/messages/icon";
import { windowDescription, windowTicket, windowTitle } from "@/messages/window-words";
import { answerOf, statusOf, text } from "../support/rendered";
import { type WindowScene, windowScenes } from "../support/window-story";

const names = Object.keys(windowScenes);
const sceneNamed = (name: string): WindowScene => {
  const scene = windowScenes[name];
  if (!scene) throw new Error(`There is no window named ${name}`);
  return scene;
};
const htmlOf = ({ window, page }: WindowScene) =>
  renderToStaticMarkup(createElement(WindowPage, { window, page, mark: null, logo: null }));
const said = (name: string) => text(htmlOf(sceneNamed(name)));
const topOf = (name: string) => text(statusOf(htmlOf(sceneNamed(name))));

/** Every word that the world gets about it, wherever it is carried. */
function everything(name: string): string {
  const { window, page } = sceneNamed(name);
  const carried = [
    windowTitle(window, page.name),
    windowDescription(window, page),
    windowTicket(window, page.name, page),
  ];
  return `${text(htmlOf({ window, page }).split('<p class="right-now">')[0] ?? "")} ${carried.join(" ")}`;
}

describe("every window's page", () => {
  test.each(names)(
    "%s is one document: one first heading, no level skipped, no id twice, no style, no script",
    (name) => {
      const html = htmlOf(sceneNamed(name));
      const levels = [...html.matchAll(/<h([1-6])/g)].map((found) => Number(found[1]));
      expect(levels[0]).toBe(1);
      expect(levels.filter((level) => level === 1)).toHaveLength(1);
      for (const [index, level] of levels.entries()) expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
      const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map((found) => found[1]);
      expect(ids).toEqual([...new Set(ids)]);
      expect(html).not.toMatch(/\sstyle=|<script|<style|\son[a-z]+=/i);
      expect(text(html)).not.toMatch(/[{}\uE000\uE001]|undefined|NaN/);
    },
  );

  test.each(names)("%s leads with its name, and offers its link and a text for a ticket", (name) => {
    const { window } = sceneNamed(name);
    const html = htmlOf(sceneNamed(name));
    expect(answerOf(html)).toBe(window.name);
    expect(html).toContain(`data-copy-path="/maintenance/${window.id}"`);
    expect(html).toMatch(/<p class="right-now">Right now: <a href="\/">/);
  });

  test.each(names)("%s says completed only if all of it was well at its end", (name) => {
    if (sceneNamed(name).window.status !== "completed") expect(everything(name)).not.toMatch(/completed/i);
  });
});

describe("what it is stands over its name", () => {
  test.each([
    ["scheduled", "work", "Scheduled maintenance"],
    ["short-notice", "work", "Maintenance at short notice · announced 3 h ahead"],
    ["running", "work", "Scheduled maintenance"],
    ["running-short", "work", "Maintenance at short notice · announced 3 h ahead"],
    ["extended-running", "work", "Maintenance at short notice · part of it was announced later"],
    ["late", "work", "Running late · scheduled maintenance"],
    ["checking", "work", "Finished, being checked · scheduled maintenance"],
    ["completed", "paper", "Completed · scheduled maintenance"],
    ["ended", "paper", "Work ended · scheduled maintenance"],
    ["cancelled", "paper", "Cancelled · scheduled maintenance"],
    ["incident", "paper", "Not finished in time · since 1:30pm EDT (17:30 UTC)"],
    ["recorded", "paper", "Recorded afterwards"],
    ["unannounced", "outage", "Work that was not announced"],
    ["unannounced-ahead", "paper", "Work that was not announced"],
    ["unannounced-over", "paper", "Completed · work that was not announced"],
    ["outside", "outage", "Work outside what we announced"],
  ])("%s, on the ground %s: %s", (name, tone, label) => {
    const top = statusOf(htmlOf(sceneNamed(name)));
    expect(top).toContain(`data-tone="${tone}"`);
    expect(text(/<p class="label">(.*?)<\/p>/.exec(top)?.[1] ?? "").trim()).toBe(label);
  });

  test("and the bar with its end is on the calm pages alone", () => {
    for (const name of names) {
      const html = htmlOf(sceneNamed(name));
      expect([name, html.includes('class="window-bar"')]).toEqual([name, html.includes('data-tone="work"')]);
    }
  });

  test("and the icon is the calendar only for calm work, and never over an outage", () => {
    const { window, page } = sceneNamed("scheduled");
    expect(windowIcon(window, page)).toBe("maintenance");
    expect(windowIcon(window, sceneNamed("incident").page)).toBe("outage");
    expect(windowIcon(sceneNamed("completed").window, sceneNamed("completed").page)).toBe("operational");
    expect(windowIcon(sceneNamed("unannounced").window, sceneNamed("unannounced").page)).toBe("outage");
  });
});

describe("work that was not announced in time", () => {
  const uncovered = names.filter((name) => sceneNamed(name).window.announced === "uncovered");

  test("is among the pages that are looked at", () => {
    expect(uncovered).toEqual(["unannounced", "unannounced-ahead", "unannounced-quiet", "unannounced-over", "outside"]);
  });

  test.each(uncovered)("%s is nowhere called scheduled, planned or maintenance, except to deny it", (name) => {
    expect(everything(name).replaceAll("This is not planned maintenance.", "")).not.toMatch(
      /scheduled|planned|maintenance/i,
    );
  });

  test("says how late it was said, and what it is not", () => {
    expect(topOf("unannounced")).toContain("We said this 10 min ahead. That is too late to count as announced.");
    expect(topOf("unannounced")).toContain("This is not planned maintenance.");
  });

  test("that only goes beyond what was announced says so, and that it counts as an outage", () => {
    expect(topOf("outside")).toContain(
      "The work began earlier than announced. That part was not announced, so it is an outage.",
    );
    expect(said("outside")).toContain("The work began 40 min earlier than announced. That much was not announced.");
  });
});

describe("what to expect", () => {
  test.each([
    ["scheduled", "Harvest will be down API will be slow"],
    ["running", "Harvest is down API is slow"],
    ["late", "Harvest may still be down API may still be slow"],
    ["checking", "Harvest may still be down API may still be slow"],
    ["completed", "Harvest was expected to be down API was expected to be slow"],
    ["recorded", "Harvest was down API was slow"],
  ])("%s is one sentence for each effect, worst first, of its own time: %s", (name, sentences) => {
    expect(topOf(name)).toContain(sentences);
  });

  test("is claimed of no present that it does not belong to", () => {
    for (const name of names.filter((each) => !/running|extended$|^unannounced|outside|long/.test(each)))
      expect(topOf(name)).not.toContain("Harvest is down");
  });
});

describe("when", () => {
  test("the plan stands in the page's zone and UTC, with its date whenever it is not today", () => {
    expect(said("scheduled")).toContain("Planned 26 July, 11:00am EDT (15:00 UTC) to 1:00pm EDT (17:00 UTC) · 2 h");
    expect(said("running")).toContain("Planned 11:00am EDT (15:00 UTC) to 1:00pm EDT (17:00 UTC) · 2 h");
    expect(said("over-midnight")).toContain(
      "Planned 11:00pm EDT (03:00 UTC on 27 July) to 27 July, 4:00am EDT (08:00 UTC) · 5 h",
    );
  });

  test("the clocks change names both zones' letters and the hours that it really takes", () => {
    expect(said("clock-change")).toContain(
      "Planned 6 November, 12:30am EDT (04:30 UTC) to 2:30am EST (07:30 UTC) · 3 h",
    );
  });

  test("a moved plan keeps its first times, an extended one both ends", () => {
    expect(said("moved")).toContain("Before it was moved 26 July, 11:00am EDT (15:00 UTC) to 1:00pm EDT (17:00 UTC)");
    expect(topOf("extended")).toContain(
      "Extended to 2:00pm EDT (18:00 UTC) . Before it was to end at 1:00pm EDT (17:00 UTC)",
    );
    expect(said("extended")).toContain("to 2:00pm EDT (18:00 UTC) · 3 h");
  });

  test("an extension that came too late is no plan: the bar ends where the announced end was", () => {
    const html = htmlOf(sceneNamed("extended-late"));
    expect(text(html)).toContain("The new end came too late to count as announced: what goes on after 1:00pm EDT");
    expect(html).toMatch(/<dt>End<\/dt><dd><time dateTime="2016-07-26T17:00/);
    expect(html).toContain("data-late");
  });

  test("what happened has its own times, and how it was announced how far ahead", () => {
    expect(said("completed")).toContain(
      "Began 11:00am EDT (15:00 UTC) Ended 12:52pm EDT (16:52 UTC) Announced 23 July, 11:00am EDT (15:00 UTC) , 3 days ahead",
    );
    expect(said("automatic")).toContain("Ended 1:00pm EDT (17:00 UTC) , automatically");
    expect(said("recorded")).toContain("Recorded 10:10am EDT (14:10 UTC) , after it was over");
    expect(said("recorded")).not.toMatch(/Planned|Announced/);
  });
});

test("work that became an outage links to it, and keeps what was announced as planned", () => {
  const html = htmlOf(sceneNamed("incident"));
  expect(statusOf(html)).toContain('href="/incidents/crash0000000"');
  expect(topOf("incident")).toContain(
    "Until 1:00pm EDT (17:00 UTC) this was planned work. What came after is an outage.",
  );
});

test("work that took longer than announced says by how much once it is over", () => {
  const { window, page } = sceneNamed("completed");
  const longer = { ...window, actualEnd: window.endAt + 25 * 60_000 };
  expect(text(htmlOf({ window: longer, page }))).toContain("It took 25 min longer than announced");
});

test("cancelled work says why, and that nothing changes", () => {
  expect(topOf("cancelled")).toContain("The new servers arrive a week later than we were told.");
  expect(topOf("cancelled")).toContain("This will not take place.");
});

test("the text for a ticket carries the kind, the effects and full dates", () => {
  const { window, page } = sceneNamed("completed");
  expect(windowTicket(window, page.name, page)).toBe(
    [
      "Completed at Harvest: Database upgrade",
      "What to expect: Harvest was expected to be down; API was expected to be slow",
      "From 26 July 2016, 11:00am EDT (15:00 UTC) to 26 July 2016, 1:00pm EDT (17:00 UTC)",
      "Ended: 26 July 2016, 12:52pm EDT (16:52 UTC)",
    ].join("\n"),
  );
});

test("title and description say what it is, when, and what to expect", () => {
  const { window, page } = sceneNamed("scheduled");
  expect(windowTitle(window, page.name)).toBe("Scheduled maintenance: Database upgrade · Harvest");
  expect(windowDescription(window, page)).toBe(
    "From 26 July, 11:00am EDT (15:00 UTC) to 1:00pm EDT (17:00 UTC). Harvest will be down. API will be slow.",
  );
});

test("a thousand components and a thousand updates stay one readable page", () => {
  const { window, page } = sceneNamed("running");
  const components = Array.from({ length: 1000 }, (_, index) => ({
    id: `c${index}`,
    name: `Shard ${index + 1}`,
    effect: "slow" as const,
  }));
  const record = Array.from({ length: 1000 }, (_, index): PublicWindow["record"][number] => {
    const at = window.startAt + index;
    return { id: `u${index}`, kind: "update", status: "in_progress", body: `Shard ${index + 1}`, at, postedAt: at };
  });
  const html = htmlOf({ window: { ...window, components, record }, page });
  expect(text(statusOf(html))).toContain("Shard 5, Shard 6 and 994 others are slow");
  expect(html.match(/data-kind="update"/g)).toHaveLength(1000);
});
