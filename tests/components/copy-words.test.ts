import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { holdingDocument } from "@/components/holding-document";
import { StatusPage } from "@/components/status-page";
import { WindowPage } from "@/components/window-page";
import { copyOf } from "@/domain/copy";
import { deriveHolding } from "@/domain/holding";
import type { PublicPage } from "@/domain/public-page";
import { pageDescription, pageTitle } from "@/messages/headline";
import { windowDescription } from "@/messages/window-words";
import { at, crash, down, factsOf, page, window } from "../support/public-story";
import { answerOf, text } from "../support/rendered";

const printed = { mark: null, logo: null };
const htmlOf = (of: PublicPage) => renderToStaticMarkup(createElement(StatusPage, { page: of, ...printed }));
const work = { maintenances: [window(at("15:00") - 86_400_000 * 3, "down")] };
const moment = "26 July, 11:30am EDT (15:30 UTC)";

describe("a copy may be read on another day", () => {
  test.each([
    ["operational", {}],
    ["maintenance", work],
    ["outage", { incidents: [crash([down])] }],
  ])("so that of %s it gives its date wherever it gives its age", (_, facts) => {
    const copied = copyOf(page(facts, at("15:30")));
    const html = htmlOf(copied);
    expect(text(html)).toContain(`As of ${moment} . Live data is not available`);
    expect(pageTitle(copied)).toContain(`, as of ${moment}`);
    expect(text(html).match(/[Aa]s of(?! 26 July, )/g)).toBeNull();
    expect(text(htmlOf(page(facts, at("15:30"))))).not.toContain("26 July, 11:30am");
  });

  test("so that the answer has the date too, where it claims that nothing was known", () => {
    expect(answerOf(htmlOf(copyOf(page({}, at("15:30")))))).toBe(`No problem known as of ${moment}`);
  });

  test("so that an outage on a holding page has its age beside its name", () => {
    const facts = { incidents: [crash([down])] };
    const copied = copyOf(page(facts, at("15:30")));
    const holding = deriveHolding(factsOf(facts), copied, null, at("15:30"));
    const { html } = holdingDocument({ holding, page: copied, statusUrl: "https://status.example.com/" });
    expect(text(html)).toContain(`Outage · as of ${moment}`);
  });
});

test("what running work does is told by a copy as what was expected of it", () => {
  const copied = copyOf(page(work, at("15:30")));
  const [running] = copied.runningWindows;
  if (!running) throw new Error("No work is running");
  const html = renderToStaticMarkup(createElement(WindowPage, { window: running, page: copied, ...printed }));
  for (const words of [text(html), text(htmlOf(copied)), windowDescription(running, copied)]) {
    expect(words).toContain("was expected to be down");
    expect(words).not.toMatch(/\bis down\b/);
  }
  expect(text(htmlOf(page(work, at("15:30"))))).toContain("is down");
  expect(pageDescription(copied)).not.toMatch(/\bis\b/);
});
