import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { IncidentPage } from "@/components/incident-page";
import type { PublicIncident } from "@/domain/public-page";
import { htmlOf, pageNamed, statusOf, text } from "../support/rendered";

const page = pageNamed("resolved");
const minute = 60_000;
const span = "10:36am EDT (14:36 UTC) to 2:00pm EDT (18:00 UTC)";
const crash = page.days
  .flatMap(({ incidents }) => incidents)
  .find(({ id }) => id.startsWith("crash")) as PublicIncident;
const whole = (crash.resolvedAt ?? 0) - crash.startedAt;

/** The top of the incident's own page. */
const top = (over: Partial<PublicIncident>) => {
  const incident = { ...crash, ...over };
  return text(statusOf(renderToStaticMarkup(createElement(IncidentPage, { page, incident, mark: null, logo: null }))));
};

test("the worst state has its own time, and the whole span is from when to when, on both pages", () => {
  const lasted = { open: whole, worst: { status: "major_outage" as const, time: 103 * minute } };
  expect(top({ lasted })).toContain(`Down for 1 h 43 min · ${span}`);
  expect(top({ lasted })).not.toContain("of that time");
  expect(text(htmlOf(page))).toMatch(/Down for \d h \d+ min · 10:36am EDT/);
  expect(text(htmlOf(page))).not.toMatch(/in all|Down · /);
});

test("an incident that names no component is a problem, whatever it felt like", () => {
  expect(top({ lasted: { open: whole, worst: null } })).toContain(`Problem · ${span}`);
  expect(top({ lasted: { open: whole, worst: null }, impact: "none" })).toContain(`For information · ${span}`);
});

test("a reopened incident counts only the time in which it was open", () => {
  const lasted = { open: 50 * minute, worst: { status: "partial_outage" as const, time: 20 * minute } };
  expect(top({ lasted })).toContain(`Partly down for 20 min · ${span} · open for 50 min of that time`);
});

test("an open incident says when the problems began, not since when it is as bad as it is", () => {
  const said = top({ resolvedAt: null, lasted: null, label: "recovered", status: "monitoring" });
  expect(said).toContain("Problems began 10:36am EDT (14:36 UTC)");
  expect(said).not.toContain("Since");
});

test("a withdrawn incident has no time but that of its withdrawal", () => {
  const withdrawn = { at: crash.startedAt + 20 * minute, reason: "our own check was wrong" };
  const said = top({ withdrawn, lasted: null });
  expect(said).toContain("We withdrew this, 10:56am EDT (14:56 UTC) : our own check was wrong");
  expect(said).not.toContain("10:36am");
});
