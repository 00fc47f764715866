import { describe, expect, test } from "vitest";
import type { PublicPage } from "@/domain/public-page";
import { answerOf, htmlOf, incidentHtml, pageNamed, text } from "../support/rendered";

describe("the public record", () => {
  test("shows an edited update as edited, with what it said before", () => {
    const html = htmlOf(pageNamed("outage"));
    expect(text(html)).toContain("Edited 11:02am EDT (15:02 UTC) : what it said before");
    expect(text(html)).toContain("What you notice: You can’t sign in");
  });

  test("says what was told late, withdrawn and redacted", () => {
    expect(text(htmlOf(pageNamed("unstable")))).toContain("Told later, at 11:01am EDT (15:01 UTC)");
    expect(text(htmlOf(pageNamed("operational")))).toContain("Withdrawn: our own check was wrong, the API was fine");
    expect(text(htmlOf(pageNamed("limited-detail")))).toContain("We removed words from this record: it named a person");
  });

  test("of limited detail gives no figures that we worked out ourselves", () => {
    const page = pageNamed("limited-detail");
    const html = incidentHtml(page);
    expect(text(html)).toContain("We are giving limited detail about this incident.");
    expect(text(html)).not.toMatch(/Affects|Since 10:50|is down/);
  });
});

describe("what people wrote", () => {
  const html = htmlOf(pageNamed("long-text"));

  test("runs nothing, loads nothing and leads nowhere dangerous", () => {
    expect(html).not.toMatch(/<script|alert\(1\)<|<img|javascript:/i);
  });

  test("puts its headings under the update's", () => {
    expect(html).toContain("<h4>Heading</h4>");
  });

  test("links out without a referrer and without a recommendation", () => {
    expect(htmlOf(pageNamed("taken-offline"))).toContain(
      '<a href="https://example.com/standby" rel="nofollow noopener noreferrer">second standby</a>',
    );
  });

  test("is escaped wherever it stands", () => {
    const page = pageNamed("outage");
    const told: PublicPage = {
      ...page,
      name: "<b>Harvest</b>",
      supportLink: "javascript:alert(1)",
      headline: { kind: "effect", text: '<i onclick="x">no</i>' },
    };
    expect(htmlOf(told)).not.toMatch(/<b>Harvest|<i onclick|javascript:/);
  });
});

describe("what is not known", () => {
  test("is never shown as well: stale facts say as of when", () => {
    const html = htmlOf(pageNamed("stale"));
    expect(answerOf(html)).toBe("No problem known as of 2:12pm EDT (18:12 UTC)");
    expect(text(html)).toContain("Live data is not available; this is the last thing we know.");
  });

  test("is grey without facts, and teaches staff on a fresh install", () => {
    expect(text(htmlOf(pageNamed("unknown")))).not.toMatch(/No known problem/);
    expect(htmlOf(pageNamed("not-set-up"))).toContain('<a href="/staff">');
    expect(htmlOf(pageNamed("unknown"))).not.toContain('href="/staff"');
  });
});

test("a thousand components stay readable: what is unwell comes first and open, the rest folds away", () => {
  const html = htmlOf(pageNamed("many"));
  const groups = [...html.matchAll(/<details class="group"( open="")?><summary><h3[^>]*>([^<]+)/g)];
  expect(groups.slice(0, 3).map((found) => [found[2], found[1] !== undefined])).toEqual([
    ["Region 4", true],
    ["Region 5", true],
    ["Region 1", false],
  ]);
  expect(html.indexOf("Shard 24")).toBeLessThan(html.indexOf("Shard 44<"));
});
