import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { WindowRecord } from "@/components/window-record";
import type { PublicWindow, WindowEntry } from "@/domain/public-page";
import { text } from "../support/rendered";
import { windowScenes } from "../support/window-story";

const scene = windowScenes.running as { window: PublicWindow; page: { timeZone: string; at: number } };
const { window } = scene;
const hour = 3_600_000;
const { startAt, endAt } = window;
const times = { startAt, endAt };
const after = { startAt: startAt + 24 * hour, endAt: endAt + 24 * hour };

type Line<E = WindowEntry> = E extends WindowEntry ? Omit<E, "id" | "at"> & { at?: number } : never;

const htmlOf = (lines: Line[], over: Partial<PublicWindow> = {}) => {
  const record = lines.map((line, index) => ({ id: `e${index}`, at: startAt, ...line }) as WindowEntry);
  return renderToStaticMarkup(
    createElement(WindowRecord, { window: { ...window, ...over, record }, moment: scene.page }),
  );
};
const said = (line: Line, over: Partial<PublicWindow> = {}) => text(htmlOf([line], over)).trim();

const lines: [string, Line, string, Partial<PublicWindow>?][] = [
  [
    "announced in full time",
    { kind: "announced", times, how: "full", minutesAhead: 4320 },
    "Announced 11:00am EDT (15:00 UTC) We announced this 3 days ahead: from 11:00am EDT (15:00 UTC) to 1:00pm EDT (17:00 UTC) .",
  ],
  [
    "announced at short notice",
    { kind: "announced", times, how: "short", minutesAhead: 180 },
    "Announced 11:00am EDT (15:00 UTC) We announced this at short notice, 3 h ahead: from",
  ],
  [
    "said too late to be announced",
    { kind: "announced", times, how: "uncovered", minutesAhead: 10 },
    "Said 11:00am EDT (15:00 UTC) We said that there would be work from 11:00am EDT",
  ],
  [
    "recorded afterwards",
    { kind: "announced", times, how: "imported", minutesAhead: -3000 },
    "Recorded afterwards 11:00am EDT (15:00 UTC) We recorded this after it was over: from",
  ],
  [
    "moved",
    { kind: "moved", how: "rescheduled", from: times, to: after },
    "Moved 11:00am EDT (15:00 UTC) Now from 27 July, 11:00am EDT (15:00 UTC) to 1:00pm EDT (17:00 UTC) . Before it was from 11:00am EDT (15:00 UTC) to 1:00pm EDT (17:00 UTC) .",
  ],
  [
    "extended",
    { kind: "moved", how: "extended", from: times, to: { startAt, endAt: endAt + hour } },
    "Extended 11:00am EDT (15:00 UTC) It now ends at 2:00pm EDT (18:00 UTC) . Before it was to end at 1:00pm EDT (17:00 UTC) .",
  ],
  [
    "extended past its end",
    { kind: "moved", how: "extended", from: times, to: { startAt, endAt: endAt + hour }, at: endAt + 60_000 },
    "We said this after the end that we had announced.",
  ],
  [
    "shortened",
    { kind: "moved", how: "shortened", from: times, to: { startAt, endAt: endAt - hour } },
    "Shortened 11:00am EDT (15:00 UTC) It now ends at 12:00pm EDT (16:00 UTC) . Before it was to end at 1:00pm EDT",
  ],
  [
    "other effects",
    {
      kind: "effects",
      changes: [
        { name: "Harvest", from: "slow", to: "down" },
        { name: "API", from: "slow", to: "down" },
        { name: "Mail", from: null, to: "partly" },
        { name: "Apps", from: "none", to: null },
      ],
    },
    "What to expect changed 11:00am EDT (15:00 UTC) Harvest and API: down. Before: slow. Mail is part of this work now: partly unavailable. Apps is no longer part of this work.",
  ],
  [
    "other words",
    { kind: "reworded", before: { name: "Upgrade", message: "We upgrade." } },
    "Words changed 11:00am EDT (15:00 UTC) It was called “Upgrade”. What it said before We upgrade.",
  ],
  [
    "an update before the work",
    { kind: "update", status: "scheduled", body: "Get ready.", postedAt: startAt },
    "Before the work 11:00am EDT (15:00 UTC) Get ready.",
  ],
  [
    "an update that was told late",
    { kind: "update", status: "in_progress", body: "Half.", postedAt: startAt + hour },
    "Work under way 11:00am EDT (15:00 UTC) Half. Told later, at 12:00pm EDT (16:00 UTC)",
  ],
  [
    "finished and being checked",
    { kind: "update", status: "verifying", body: "All in place.", postedAt: startAt },
    "Finished, being checked 11:00am EDT (15:00 UTC) All in place.",
  ],
  ["begun by the plan", { kind: "started", byHand: false }, "Work began 11:00am EDT (15:00 UTC) The work began."],
  [
    "begun early by hand",
    { kind: "started", byHand: true, at: startAt - hour },
    "The work began 1 h earlier than announced. That much was not announced.",
  ],
  [
    "running late",
    { kind: "late", at: endAt },
    "Running late 1:00pm EDT (17:00 UTC) This was to end now, and we had not confirmed that the work was finished.",
  ],
  [
    "completed",
    { kind: "ended", automatically: false, at: endAt },
    "Completed 1:00pm EDT (17:00 UTC) Everything in it was working again.",
    { status: "completed" },
  ],
  [
    "completed by itself",
    { kind: "ended", automatically: true, at: endAt },
    "Completed 1:00pm EDT (17:00 UTC) It ended automatically, as we had said it would. Everything in it was working.",
    { status: "completed" },
  ],
  [
    "ended while something was unwell",
    { kind: "ended", automatically: false, at: endAt },
    "Work ended 1:00pm EDT (17:00 UTC) The work was over. Not everything in it was well then.",
    { status: "ended" },
  ],
  [
    "the end of what was recorded afterwards",
    { kind: "ended", automatically: false, at: endAt },
    "Work ended 1:00pm EDT (17:00 UTC) The work was over.",
    { status: "completed", announced: "imported" },
  ],
  [
    "an outage from then on",
    { kind: "became_incident", incidents: [{ id: "crash0000000", name: "Harvest is down" }], at: endAt },
    "An outage from here on 1:00pm EDT (17:00 UTC) What was announced, up to then, was planned work. From here on this is an outage: Harvest is down",
    { status: "incident" },
  ],
  [
    "cancelled",
    { kind: "cancelled", reason: "The servers come later." },
    "Cancelled 11:00am EDT (15:00 UTC) The servers come later.",
    { status: "cancelled" },
  ],
  ["cancelled without a reason", { kind: "cancelled", reason: " " }, "We cancelled this.", { status: "cancelled" }],
];

describe("a line of a window's public record", () => {
  test.each(lines)("%s", (_, line, words, over) => {
    expect(said(line, over)).toContain(words);
  });

  test.each(lines)("%s: of work that was not announced it calls nothing scheduled or planned", (_, line, __, over) => {
    expect(said(line, { ...over, announced: "uncovered" })).not.toMatch(/scheduled|planned|maintenance/i);
  });

  test.each(lines)("%s: of work that ended unwell it calls nothing completed", (_, line) => {
    expect(said(line, { status: "ended" })).not.toMatch(/completed|working again/i);
  });

  test("links to the incident that it became", () => {
    const incidents = [{ id: "crash0000000", name: "Harvest is down" }];
    expect(htmlOf([{ kind: "became_incident", incidents }])).toContain('<a href="/incidents/crash0000000">');
  });

  test("stands as it was written, and runs nothing", () => {
    const html = htmlOf([
      { kind: "cancelled", reason: "<b>no</b> \uE0001234\uE001" },
      { kind: "update", status: "in_progress", body: "<script>alert(1)</script>", postedAt: startAt },
    ]);
    expect(html).not.toMatch(/<b>|<script|<time[^>]*1970/);
  });
});

describe("the end and the words posted with it", () => {
  const posted: Line = { kind: "update", status: "completed", body: "Everything is back.", postedAt: endAt, at: endAt };
  const end: Line = { kind: "ended", automatically: false, at: endAt };

  test("are one entry", () => {
    const html = htmlOf([end, posted], { status: "completed" });
    expect(html.match(/class="entry"/g)).toHaveLength(1);
    expect(text(html)).toContain("Everything is back. Everything in it was working again.");
  });

  test("stay apart where they were told of different moments", () => {
    expect(
      htmlOf([end, { ...posted, at: endAt - hour }], { status: "completed" }).match(/class="entry"/g),
    ).toHaveLength(2);
  });
});

test("each change of words tells what stood there until then, newest first", () => {
  const reworded = (name: string, message: string): Line => ({ kind: "reworded", before: { name, message } });
  const html = htmlOf([reworded("Second", "One"), reworded("First", "One")], { name: "Third", message: "Two" });
  const [newer = "", older = ""] = html.split("</li>");
  expect(text(newer)).toContain("It was called “Second”. What it said before One");
  expect(text(older)).toContain("It was called “First”.");
  expect(text(older)).not.toContain("What it said before");
});
