import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { holdingDocument } from "@/components/holding-document";
import type { Facts } from "@/domain/facts";
import { deriveHolding } from "@/domain/holding";
import { derivePage, unknownPage } from "@/domain/page";
import {
  announcement,
  component,
  day,
  facts,
  hour,
  incident,
  maintenance,
  minute,
  noon,
  offline,
  update,
} from "../domain/facts";
import { text } from "../support/rendered";

const statusUrl = "https://status.example.com/";

function drawn(told: Facts | null, id: string | null = "harvest") {
  const page = told ? derivePage(told, noon) : unknownPage(noon, "no_facts", { name: "Status", timeZone: "UTC" });
  const holding = deriveHolding(told, page, id === null ? null : { id }, noon);
  return holdingDocument({ holding, page, statusUrl });
}

const work = (by: number, message = "We upgrade our databases.") =>
  maintenance([announcement(noon - 3 * day, noon - hour, noon + by, { harvest: "down" })], { message });
const crash = (body: string, effect: string | null = null) =>
  facts({ incidents: [incident([update(noon - hour, "identified", { harvest: "major_outage" }, { body, effect })])] });

const kinds: Record<string, Facts | null> = {
  "nothing posted": facts(),
  "nothing known": null,
  "an outage": crash("Both **servers** crashed."),
  "a partial outage": facts({
    incidents: [incident([update(noon - hour, "identified", { harvest: "partial_outage" })])],
  }),
  "taken offline": facts({
    incidents: [incident([update(noon - hour, "identified")], { offline: [offline("harvest", noon - hour)] })],
  }),
  "announced work": facts({ maintenances: [work(hour)] }),
  "announced work that is late": facts({ maintenances: [work(-10 * minute)] }),
  "much that is posted": facts({
    incidents: Array.from({ length: 9 }, (_, index) =>
      incident([update(noon - hour, "investigating", {}, { effect: `Problem ${index}` })]),
    ),
  }),
};
const names = Object.keys(kinds);

describe("every holding page", () => {
  test.each(names)("%s is small, and asks for nothing", (name) => {
    const { html } = drawn(kinds[name] ?? null);
    expect(gzipSync(html).length).toBeLessThan(6 * 1024);
    expect(html).not.toMatch(/<script|\son[a-z]+=|\sstyle=|@import|url\((?!#)|<img|\ssrc=|\/_next\//i);
  });

  test.each(names)("%s carries the very CSS that its policy allows, with nothing that was told in it", (name) => {
    const { html, style } = drawn(kinds[name] ?? null);
    expect(html).toContain(`<style>${style}</style>`);
    expect(style).not.toContain("Harvest");
  });

  test.each(names)("%s has one heading above all, a title, its time, and a way to the status page", (name) => {
    const { html } = drawn(kinds[name] ?? null);
    expect(html.match(/<h1/g)).toHaveLength(1);
    expect(html.match(/<title>[^<]+<\/title>/g)).toHaveLength(1);
    expect(html).toMatch(/As of <time/);
    expect(html).toContain(`href="${statusUrl}"`);
    expect(html).toContain('<html lang="en">');
  });

  test("differs in shape and sign by its kind, before any colour", () => {
    const [unknown = "", outage = "", planned = ""] = ["nothing posted", "an outage", "announced work"].map(
      (name) => drawn(kinds[name] ?? null).html,
    );
    const signs = [unknown, outage, planned].map((html) => /<p class="label"><svg.*?<\/svg>/.exec(html)?.[0]);
    expect(new Set(signs).size).toBe(3);
    expect(planned).toContain("border-radius:1.75rem");
    expect(outage).not.toContain("border-radius:1.75rem");
    expect(unknown).toContain("dashed");
    expect(planned).toContain('class="window-bar"');
  });
});

describe("what people wrote", () => {
  const evil = `</style><script>alert(1)</script><img src=x onerror=alert(1)> "quoted" & more`;

  test("is text wherever it stands", () => {
    const told = facts({
      page: { ...facts().page, name: evil },
      components: [component("harvest", { name: evil })],
      incidents: [
        incident([update(noon - hour, "identified", { harvest: "major_outage" }, { body: evil, effect: evil })]),
      ],
      maintenances: [
        maintenance([announcement(noon - 3 * day, noon - hour, noon + hour, { harvest: "slow" })], {
          name: evil,
          message: evil,
        }),
      ],
    });
    for (const id of ["harvest", null]) {
      const { html } = drawn(told, id);
      expect(html).not.toMatch(/<script|<img/i);
      expect(html.match(/<\/style>/g)).toHaveLength(1);
    }
  });

  test("keeps its emphasis and its links, but for those that would run something", () => {
    const { html } = drawn(crash("**Bold** [ours](https://example.com/x) [bad](javascript:alert(1))"));
    expect(html).toContain("<strong>Bold</strong>");
    expect(html).toContain('<a href="https://example.com/x" rel="nofollow noopener noreferrer">ours</a>');
    expect(html).not.toContain("javascript:");
  });

  test("is cut where it is long, with a way to the rest", () => {
    const { html } = drawn(crash(`${"One more sentence about it. ".repeat(900)}the very end`));
    expect(html.length).toBeLessThan(14 * 1024);
    expect(html).not.toContain("the very end");
    expect(html).toContain("Read the rest on the status page");
  });

  test("the longest that staff can write still fits", () => {
    const long = "\u{1F4A5}é漢".repeat(6000);
    const told = facts({
      components: [component("harvest", { name: long.slice(0, 255) })],
      incidents: [incident([update(noon - hour, "identified", { harvest: "major_outage" }, { body: long })])],
    });
    expect(gzipSync(drawn(told).html).length).toBeLessThan(14 * 1024);
  });
});

test("of many things that are posted the first are named and the rest counted", () => {
  expect(text(drawn(kinds["much that is posted"] ?? null).html)).toMatch(/(Problem \d.*){5}4 more/s);
});

test("a window’s page says what to expect, and once something is posted the last of that", () => {
  expect(text(drawn(facts({ maintenances: [work(hour)] })).html)).toContain("What to expect We upgrade our databases.");
  const posted = {
    id: "a",
    status: "in_progress" as const,
    body: "Half of it is done.",
    happenedAt: noon,
    postedAt: noon,
  };
  const told = facts({ maintenances: [{ ...work(hour), updates: [posted] }] });
  expect(text(drawn(told).html)).toContain("Latest update Half of it is done.");
});
