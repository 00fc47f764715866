import { describe, expect, test } from "vitest";
import type { PublicPage, PublicWindow } from "@/domain/public-page";
import { speakingWindow } from "@/messages/windows";
import { answerOf, htmlOf, pageNamed, statusOf, text } from "../support/rendered";

const minute = 60_000;

const windowOf = (name: string): PublicWindow => {
  const [window] = pageNamed(name).runningWindows;
  if (!window) throw new Error("No window is running");
  return window;
};

describe("of two running windows", () => {
  const short = pageNamed("maintenance-short-notice");
  const full: PublicWindow = {
    ...windowOf("maintenance-short-notice"),
    id: "full00000000",
    announced: "full",
    minutesAhead: 7 * 1440,
    endAt: windowOf("maintenance-short-notice").endAt + 30 * minute,
    announcedEndAt: windowOf("maintenance-short-notice").endAt + 30 * minute,
  };
  const page: PublicPage = {
    ...short,
    runningWindows: [full, windowOf("maintenance-short-notice")],
    headline: { kind: "window", names: ["Harvest"], effect: "partly", until: full.endAt },
  };

  test("the one announced late is the one at short notice", () => {
    expect(text(statusOf(htmlOf(page)))).toContain("Maintenance at short notice · announced 3 h ahead");
  });

  test("the bar ends when the headline does", () => {
    expect(answerOf(htmlOf(page))).toContain("until 1:30pm EDT (17:30 UTC)");
    expect(speakingWindow(page)?.id).toBe(full.id);
    expect(statusOf(htmlOf(page))).toMatch(/<dt>End<\/dt><dd><time dateTime="2016-07-26T17:30/);
  });

  test("the one that is late speaks for a page that is running late", () => {
    const late = pageNamed("running-late");
    const other = { ...windowOf("running-late"), id: "other0000000", runningLate: false, endAt: late.at + 60 * minute };
    const both = { ...late, runningWindows: [other, windowOf("running-late")] };
    expect(speakingWindow(both)?.id).toBe(windowOf("running-late").id);
  });
});

describe("work that nobody should notice", () => {
  test("says until when it runs", () => {
    expect(text(statusOf(htmlOf(pageNamed("quiet-work"))))).toContain("ends by 1:00pm EDT (17:00 UTC)");
  });

  test("past its end and unconfirmed is running late", () => {
    const html = htmlOf(pageNamed("quiet-work-late"));
    expect(answerOf(html)).toBe("The planned work on Harvest and API is running late; you should not notice it");
    const said = text(statusOf(html));
    expect(said).toContain("We have not confirmed yet that the work is finished");
    expect(said).toContain("It was to end at 1:00pm EDT (17:00 UTC)");
    expect(said).not.toContain("ends by");
  });
});
