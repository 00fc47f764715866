import { describe, expect, test } from "vitest";
import { answerOf, htmlOf, incidentHtml, pageNamed, statusOf, text } from "../support/rendered";

const partOf = (name: string, part: string) =>
  new RegExp(`<section class="${part}".*?</section>`, "s").exec(htmlOf(pageNamed(name)))?.[0] ?? "";
const saidIn = (name: string, part: string) => text(partOf(name, part));

describe("what is to come", () => {
  test("stands with its kind, name, times and effects, and links to its own page", () => {
    const html = partOf("operational", "upcoming");
    expect(html).toContain('<a href="/maintenance/coming000000">Move to a new data centre</a>');
    expect(text(html)).toContain("Scheduled maintenance");
    expect(text(html)).toContain("From 30 July, 10:00am EDT (14:00 UTC) to 1:00pm EDT (17:00 UTC)");
    expect(text(html)).toContain("Harvest will be down Forecast will be partly unavailable");
  });

  test("says how far off its start is by script alone, so that nothing goes stale on paper", () => {
    const html = partOf("operational", "upcoming");
    expect(html).toContain('<time dateTime="2016-07-30T14:00:00.000Z" data-clock="far"></time>');
    expect(text(html)).not.toMatch(/in \d+ days/);
  });

  test("that was moved says so, with its first times", () => {
    expect(saidIn("window-moved", "upcoming")).toContain(
      "Moved. Before it was from 27 July, 11:00am EDT (15:00 UTC) to 1:00pm EDT (17:00 UTC)",
    );
  });

  test("and comes again stands once, with its other times folded", () => {
    const html = partOf("windows-to-come", "upcoming");
    const [first = ""] = html.split("</article>");
    expect(text(first)).toContain("Weekly restart");
    expect(text(first)).toContain("Comes 3 more times");
    expect(first.match(/<li><a href="\/maintenance\//g)).toHaveLength(3);
  });

  test("is told in full of the next three, in lines of fifty more, and counted beyond", () => {
    const html = partOf("windows-to-come", "upcoming");
    expect(html.match(/<article/g)).toHaveLength(3);
    expect(text(html)).toContain("998 more pieces of work");
    expect(text(html)).toContain("and 948 more");
    expect(html.match(/href="\/maintenance\//g)).toHaveLength(3 + 3 + 50);
  });

  test("but was not announced in time is called nothing else", () => {
    const said = saidIn("window-unannounced-ahead", "upcoming");
    expect(said).toContain("Work that was not announced");
    expect(said).not.toMatch(/scheduled|planned|maintenance/i);
  });
});

describe("work that runs", () => {
  test("links to its own page, beside the answer and in a section of its own", () => {
    expect(htmlOf(pageNamed("maintenance"))).toContain(
      '<a href="/maintenance/upgrade00000">Database upgrade: times and the whole record</a>',
    );
    expect(htmlOf(pageNamed("outage-and-window"))).toContain(
      '<a href="/maintenance/upgrade00000">Database upgrade</a>',
    );
  });

  test("that is finished and being checked claims no more than that its effects may last", () => {
    const status = text(statusOf(htmlOf(pageNamed("window-checking"))));
    expect(answerOf(htmlOf(pageNamed("window-checking")))).toBe(
      "Harvest may still be down: the planned work is finished and being checked",
    );
    expect(status).toContain("We have finished, and are making sure that everything works");
  });

  test("that nobody announced in time has no blue field, no bar, and no word of a plan", () => {
    const html = htmlOf(pageNamed("window-unannounced"));
    expect(html).not.toMatch(/window-field|window-bar/);
    expect(text(html)).toContain("Work that was not announced");
    expect(text(html)).toContain("Meant to run from");
    const denial = "This is not planned maintenance.";
    expect(text(statusOf(html))).toContain(denial);
    expect(answerOf(html)).toBe("We are doing work on Harvest that we did not announce");
    expect(text(html).replace(denial, "")).not.toMatch(/scheduled|planned|maintenance/i);
  });

  test("that nobody announced in time nor should notice is not called planned either", () => {
    const html = htmlOf(pageNamed("window-unannounced-quiet"));
    expect(answerOf(html)).toBe("We are working on Harvest; you should not notice it");
    expect(text(html)).not.toMatch(/scheduled|planned|maintenance|announced 0/i);
  });

  test("with a thousand updates shows the newest three, and leads to the others", () => {
    const html = htmlOf(pageNamed("window-over-everything"));
    const details = /<article class="window-details".*?<\/article>/s.exec(html)?.[0] ?? "";
    expect(details.match(/class="entry"/g)).toHaveLength(3);
    expect(text(details)).toContain("Shard 1000");
    expect(details).toContain('<a href="/maintenance/everything00">997 earlier entries</a>');
  });
});

describe("a thousand windows at once", () => {
  test("that run have five sections, and lines for fifty more", () => {
    const html = htmlOf(pageNamed("windows-at-once"));
    expect(html.match(/<article class="window-(field|details|ruled)"/g)).toHaveLength(6);
    expect(text(html)).toContain("994 more pieces of work");
    expect(/<ul class="window-lines">.*?<\/ul>/s.exec(html)?.[0].match(/<li>/g)).toHaveLength(50);
  });

  test("fold on their day after five", () => {
    const html = partOf("windows-at-once", "days");
    const [open = ""] = html.split("<details");
    expect(open.match(/class="day-item"/g)).toHaveLength(5);
    expect(text(html)).toContain("995 more pieces of work");
  });
});

describe("the last days tell of work", () => {
  const days = saidIn("windows-past", "days");

  test.each([
    ["All well", "Scheduled maintenance · From 11:00am EDT (15:00 UTC) to 1:00pm EDT (17:00 UTC) · completed"],
    ["By itself", "to 1:00pm EDT (17:00 UTC) · completed · ended automatically"],
    ["Not well", "to 1:00pm EDT (17:00 UTC) · work ended, not everything in it was well"],
    ["Called off", "Cancelled · was to be from 22 July, 11:00am EDT (15:00 UTC) to 1:00pm EDT (17:00 UTC)"],
    ["Overran", "to 1:40pm EDT (17:40 UTC) · completed · 40 min longer than announced"],
    ["Went wrong", "to 1:00pm EDT (17:00 UTC) · an outage from 2:00pm EDT (18:00 UTC)"],
    ["Told later", "Recorded afterwards · From 11:00am EDT (15:00 UTC) to 12:00pm EDT (16:00 UTC)"],
    ["Quick repair", "Work that was not announced · From 11:00am EDT (15:00 UTC) to 12:00pm EDT (16:00 UTC)"],
  ])("%s: %s", (name, words) => {
    expect(days).toContain(`${name} `);
    expect(days.split(`${name} `).some((part) => part.includes(words))).toBe(true);
  });

  test("each with a link to its own page", () => {
    expect(partOf("windows-past", "days").match(/<a href="\/maintenance\//g)).toHaveLength(8);
  });

  test("what was recorded afterwards or cancelled is never called scheduled", () => {
    const items = partOf("windows-past", "days").split("<li").map(text);
    for (const name of ["Called off", "Told later", "Quick repair"])
      expect(items.find((item) => item.includes(name))).not.toMatch(/scheduled|planned|maintenance/i);
  });
});

test("an incident that came from a window links to it, on the status page and its own", () => {
  const page = pageNamed("incident-from-window");
  for (const html of [htmlOf(page), incidentHtml(page)]) {
    expect(text(html)).toContain("This began as announced work: Database upgrade");
    expect(text(html)).toContain("An outage from here on");
    expect(html.match(/<a href="\/maintenance\/work100000000">/g)?.length).toBeGreaterThanOrEqual(2);
    expect(text(html)).not.toContain("{name}");
  }
});
