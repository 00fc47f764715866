import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { PastDays } from "@/components/past-days";
import type { PublicDay, PublicIncident } from "@/domain/public-page";
import { pageNamed, text } from "../support/rendered";

const page = pageNamed("resolved");
const hour = 3_600_000;
const crash = page.days
  .flatMap(({ incidents }) => incidents)
  .find(({ id }) => id.startsWith("crash")) as PublicIncident;

const day = (date: string, over: Partial<PublicDay> = {}): PublicDay => ({
  date,
  known: true,
  trouble: [],
  incidents: [],
  windows: [],
  ...over,
});

const told = (days: PublicDay[]) => renderToStaticMarkup(createElement(PastDays, { days, page }));
const saidOf = (days: PublicDay[]) => text(told(days)).trim();

describe("a past day", () => {
  test("has nothing reported only where it is known", () => {
    const days = [day("2016-07-26"), day("2016-07-25"), day("2016-07-24", { known: false })];
    expect(saidOf(days)).toBe(
      "The last 14 days Mon 25 July to Tue 26 July Nothing reported No record before Mon 25 July",
    );
  });

  test("of which nothing is known is left out where no day is known at all", () => {
    expect(told([day("2016-07-26", { known: false })])).toBe("");
  });

  test("names what was unwell without an incident, at its worst and worst first", () => {
    const trouble = [
      { id: "mail", name: "Mail", status: "degraded_performance" as const },
      { id: "api", name: "API", status: "major_outage" as const },
      { id: "apps", name: "Apps", status: "under_maintenance" as const },
    ];
    const said = saidOf([day("2016-07-25", { trouble })]);
    expect(said).toContain(
      "API Down · We posted no incident about it Mail Slow or unreliable · We posted no incident about it",
    );
    expect(said).toContain("Apps Unannounced work");
    expect(said).not.toMatch(/Nothing reported|planned/i);
  });
});

describe("an incident over several days", () => {
  const long: PublicIncident = { ...crash, startedAt: crash.startedAt - 24 * hour };
  const days = [day("2016-07-26", { incidents: [long] }), day("2016-07-25", { incidents: [long] })];

  test("is told on its first day and continued on the others", () => {
    const [today = "", first = ""] = told(days).split("Mon 25 July");
    expect(text(today)).toContain("Continued from 25 July · resolved at 2:00pm EDT (18:00 UTC)");
    expect(text(today)).not.toContain("Down for");
    expect(text(first)).toContain("Down for");
    expect(text(first)).not.toContain("Continued");
  });

  test("that is open says so on each of them", () => {
    const open = { ...long, resolvedAt: null, lasted: null, label: "recovered" as const };
    const said = saidOf(days.map((each) => ({ ...each, incidents: [open] })));
    expect(said.match(/Not resolved yet/g)).toHaveLength(2);
    expect(said).toContain("Recovered · watching · Problems began 10:36am EDT (14:36 UTC)");
    expect(said).not.toMatch(/Down · /);
  });
});
