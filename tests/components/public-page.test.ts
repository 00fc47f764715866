import { describe, expect, test } from "vitest";
import { pageTitle } from "@/messages/headline";
import { iconOf } from "@/messages/icon";
import { publicPages } from "../support/public-pages";
import { answerOf, htmlOf, incidentHtml, pageNamed, statusOf, text } from "../support/rendered";

const names = Object.keys(publicPages);

describe("every public page", () => {
  test.each(names)("%s carries no style attribute, no script and no handler", (name) => {
    const html = htmlOf(pageNamed(name));
    expect(html).not.toMatch(/\sstyle=|<script|<style|\son[a-z]+=/i);
  });

  test.each(names)("%s has one first heading, and its headings skip no level", (name) => {
    const page = pageNamed(name);
    for (const html of [htmlOf(page), ...(page.openIncidents.length > 0 ? [incidentHtml(page)] : [])]) {
      const levels = [...html.matchAll(/<h([1-6])/g)].map((found) => Number(found[1]));
      expect(levels[0]).toBe(1);
      expect(levels.filter((level) => level === 1)).toHaveLength(1);
      for (const [index, level] of levels.entries()) expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
    }
  });

  test.each(names)("%s gives no id to two elements", (name) => {
    const ids = [...htmlOf(pageNamed(name)).matchAll(/\sid="([^"]+)"/g)].map((found) => found[1]);
    expect(ids).toEqual([...new Set(ids)]);
  });

  test.each(names)("%s announces its label and answer, and no time that goes on", (name) => {
    const page = pageNamed(name);
    for (const html of [htmlOf(page), ...(page.openIncidents.length > 0 ? [incidentHtml(page)] : [])]) {
      const regions = html.match(/<([a-z]+)[^>]* (?:aria-live|role="status")[^>]*>.*?<\/\1>/gs) ?? [];
      expect(regions.join("")).not.toContain('data-clock="ago"');
      expect(html).toMatch(/<p class="sr-only" role="status" aria-live="polite" aria-atomic="true">[^<]+<\/p>/);
      expect(html.match(/aria-live/g)).toHaveLength(1);
    }
  });

  test.each(names)("%s says its mode and label to scripts as the domain does", (name) => {
    const page = pageNamed(name);
    const main = /<main[^>]*>/.exec(htmlOf(page))?.[0];
    expect(main).toContain(`data-mode="${page.mode}"`);
    if (page.label === null) expect(main).not.toContain("data-label");
    else expect(main).toContain(`data-label="${page.label}"`);
  });
});

describe("the three pages are told apart", () => {
  test.each([
    ["outage", "outage", "Outage", "Outage · Harvest", "outage"],
    ["partial", "partial_outage", "Partial outage", "Partial outage · Harvest", "partial-outage"],
    ["degraded", "degraded", "Degraded", "Degraded · Harvest", "degraded"],
    ["unstable", "unstable", "Unstable", "Unstable · Harvest", "recovering"],
    ["recovered", "recovered", "Recovered · watching", "Recovered · Harvest", "recovering"],
    ["maintenance", "work", "Scheduled maintenance", "Maintenance · Harvest", "maintenance"],
    ["maintenance-short-notice", "work", "Maintenance at short notice", "Maintenance · Harvest", "maintenance"],
    ["running-late", "work", "Maintenance running late", "Maintenance running late · Harvest", "maintenance"],
    ["unannounced-work", "unannounced_work", "Unannounced work", "Unannounced work · Harvest", "degraded"],
    ["unknown", "unknown", "Status unknown", "Status unknown · Harvest", "unknown"],
  ])("%s by ground, label, title and icon", (name, tone, label, title, icon) => {
    const page = pageNamed(name);
    expect(statusOf(htmlOf(page))).toContain(`data-tone="${tone}"`);
    expect(statusOf(htmlOf(page))).toContain(`<p class="label">${label}`);
    expect(pageTitle(page)).toBe(title);
    expect(iconOf(page)).toBe(icon);
  });

  test("operational has no label, its own name as title, and a ring with a tick", () => {
    const page = pageNamed("operational");
    expect(statusOf(htmlOf(page))).not.toContain('class="label"');
    expect(statusOf(htmlOf(page))).toContain('data-sign="clear"');
    expect(pageTitle(page)).toBe("Harvest");
    expect(iconOf(page)).toBe("operational");
  });

  test.each(names.filter((name) => publicPages[name]?.headline.kind !== "clear" || publicPages[name]?.staleSince))(
    "%s shows no tick at its top",
    (name) => {
      const page = pageNamed(name);
      expect(statusOf(htmlOf(page))).not.toContain('data-sign="clear"');
      expect(iconOf(page)).not.toBe("operational");
    },
  );
});

describe("an outage", () => {
  const outages = names.filter((name) => {
    const page = pageNamed(name);
    const windows = page.runningWindows.length + page.upcomingWindows.length;
    const fromWindows = page.openIncidents.some(({ window }) => window !== null);
    return page.mode === "outage" && windows === 0 && !fromWindows;
  });

  test.each(outages)("%s is never called scheduled, planned or maintenance, except to deny it", (name) => {
    const denial = "This is not planned maintenance.";
    const page = pageNamed(name);
    for (const html of [htmlOf(page), ...(page.openIncidents.length > 0 ? [incidentHtml(page)] : [])]) {
      expect(text(html).replaceAll(denial, "")).not.toMatch(/scheduled|maintenance|planned/i);
    }
    expect(pageTitle(page)).not.toMatch(/scheduled|maintenance|planned/i);
  });

  test("taken offline on purpose gives staff's reason and says what it is not", () => {
    const html = htmlOf(pageNamed("taken-offline"));
    expect(answerOf(html)).toBe(
      "We have taken Harvest and Forecast offline ourselves to find out why our databases crash",
    );
    expect(text(statusOf(html))).toContain("This is not planned maintenance.");
  });

  test("leads with what customers notice, since when, and the promise", () => {
    const html = htmlOf(pageNamed("outage"));
    expect(answerOf(html)).toBe("You can’t reach Harvest or Forecast");
    const status = text(statusOf(html));
    expect(status).toContain("Since 10:50am EDT (14:50 UTC)");
    expect(status).toContain("Problems began 10:36am EDT (14:36 UTC)");
    expect(status).toContain("Next update by 11:20am EDT (15:20 UTC)");
  });

  test("admits a promise that was missed", () => {
    expect(text(statusOf(htmlOf(pageNamed("outage-overdue"))))).toContain(
      "We meant to post by 11:20am EDT (15:20 UTC) and haven’t yet",
    );
  });

  test("that may come back says so, and one that seems over says that we watch", () => {
    expect(answerOf(htmlOf(pageNamed("unstable")))).toBe("Working now, not yet stable");
    expect(text(htmlOf(pageNamed("unstable")))).toContain("It failed at 10:50am EDT (14:50 UTC) and may fail again");
    expect(answerOf(htmlOf(pageNamed("recovered")))).toBe("Working again since 12:38pm EDT (16:38 UTC)");
    expect(text(htmlOf(pageNamed("recovered")))).toContain("We are watching");
  });

  test("keeps a running window in a section of its own", () => {
    const html = htmlOf(pageNamed("outage-and-window"));
    expect(statusOf(html)).toContain('data-tone="partial_outage"');
    expect(text(html)).toContain("Planned work is also under way");
  });

  test("work that nobody announced never looks like a window", () => {
    const html = htmlOf(pageNamed("unannounced-work"));
    expect(text(html)).toContain("Unannounced work");
    expect(html).not.toContain('data-status="under_maintenance"');
  });
});

describe("a window", () => {
  test("says until when, by how much ahead it was announced, and where it stands", () => {
    const html = htmlOf(pageNamed("maintenance"));
    expect(answerOf(html)).toBe("Harvest is down for planned work until 1:00pm EDT (17:00 UTC)");
    expect(text(statusOf(html))).toContain("Announced 3 days ahead");
    expect(html).toMatch(/<rect x="0" y="30" width="66\.67%"[^>]*class="bar-done"/);
  });

  test("at short notice says how short", () => {
    expect(text(htmlOf(pageNamed("maintenance-short-notice")))).toContain(
      "Maintenance at short notice · announced 3 h ahead",
    );
  });

  test("past its end breaks through its bar and claims nothing", () => {
    const html = htmlOf(pageNamed("running-late"));
    expect(html).toContain("data-late");
    expect(text(html)).toContain("We have not confirmed yet that the work is finished");
  });
});
