import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { StatusPage } from "@/components/status-page";
import { copyOf } from "@/domain/copy";
import type { PublicPage } from "@/domain/public-page";
import { dayIn } from "@/domain/zone";
import { pageTitle } from "@/messages/headline";
import { iconOf } from "@/messages/icon";
import { pageDocument } from "@/server/editions/document";
import { fingerprintOf } from "@/server/editions/fingerprint";
import { publicPages } from "../support/public-pages";
import { answerOf, htmlOf, statusOf, text } from "../support/rendered";

const gallery = Object.entries(publicPages);
const copied = (page: PublicPage) =>
  renderToStaticMarkup(createElement(StatusPage, { page: copyOf(page), mark: null, logo: null }));

describe.each(gallery)("the page “%s”", (_, page) => {
  test("says the same until it is derived anew, but for its minute and the place of now", () => {
    const later = Math.min((page.validUntil ?? page.at + 60_000) - 1, page.at + 20 * 60_000);
    const then = { ...page, at: later };
    if (dayIn(page.timeZone, later) !== dayIn(page.timeZone, page.at)) return;
    expect(fingerprintOf(pageDocument, then, null)).toBe(fingerprintOf(pageDocument, page, null));
    const lasting = (html: string) =>
      html
        .replace(/ data-(?:at|stale|then|title)="[^"]*"/g, "")
        .replace(/<svg class="window-drawing".*?<\/svg>/gs, "")
        .replace(/<footer.*<\/footer>/s, "");
    expect(lasting(htmlOf(then))).toBe(lasting(htmlOf(page)));
  });

  test("is kept as of its moment, and its copy is neither green nor blue nor of the present", () => {
    const html = copied(page);
    expect(text(html)).toContain("As of");
    const top = statusOf(html);
    expect(top).not.toMatch(/data-sign="clear"|data-tone="work"/);
    expect(html).toMatch(/<main[^>]* data-copy="true"/);
    expect(html).not.toMatch(/class="window-field"|class="window-bar"/);
    expect(["operational", "maintenance"]).not.toContain(iconOf(copyOf(page)));
    if (page.mode === "unknown") return;
    expect(answerOf(html)).not.toMatch(/^No known problems|is under way|is running late| until .* is /);
    if (page.mode === "maintenance" || page.headline.kind === "quiet_work") {
      expect(answerOf(html)).not.toMatch(/\b(?:is|are|may)\b/);
    }
    expect(pageTitle(copyOf(page))).toMatch(/, as of \d/);
  });

  test("has a copy of every word that staff wrote", () => {
    const words = text(copied(page));
    for (const { name, timeline } of page.openIncidents) {
      expect(words).toContain(text(name).trim());
      expect(timeline.length).toBeGreaterThan(0);
    }
  });
});

test("pages that say something else have other fingerprints", () => {
  const prints = gallery.map(([, page]) => fingerprintOf(pageDocument, page, null));
  const texts = gallery.map(([, page]) => htmlOf(page));
  for (const [index, print] of prints.entries()) {
    const same = prints.indexOf(print);
    expect(texts[same]?.replace(/ data-(?:at|stale|then|title)="[^"]*"/g, "")).toBe(
      texts[index]?.replace(/ data-(?:at|stale|then|title)="[^"]*"/g, ""),
    );
  }
  expect(new Set(prints).size).toBeGreaterThan(gallery.length / 2);
});
