import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { IncidentRecord } from "@/components/incident-article";
import type { PublicIncident, TimelineEntry } from "@/domain/public-page";
import { pageNamed, text } from "../support/rendered";

const page = pageNamed("recovered");
const [incident] = page.openIncidents as [PublicIncident];
const at = incident.startedAt;
const minute = 60_000;

const recordOf = (timeline: TimelineEntry[]) =>
  renderToStaticMarkup(createElement(IncidentRecord, { incident: { ...incident, timeline }, page }));

const update = (over: Partial<Extract<TimelineEntry, { kind: "update" }>> = {}): TimelineEntry => ({
  kind: "update",
  id: "u1",
  status: "identified",
  body: "Harvest is offline.",
  effect: null,
  scope: null,
  happenedAt: at,
  postedAt: at,
  toldLate: false,
  changes: [],
  edited: null,
  ...over,
});

const offline = (happenedAt: number): TimelineEntry => ({
  kind: "taken_offline",
  id: "o1",
  happenedAt,
  names: ["Harvest"],
  reason: "to find out why",
});

describe("taking offline and putting back", () => {
  test("belong to the update of the same moment, and keep what they say", () => {
    const html = recordOf([offline(at), update()]);
    expect(html).not.toContain('data-kind="taken_offline"');
    expect(html).toContain(
      '<ul class="entry-changes"><li>We took Harvest offline ourselves to find out why. This is not planned maintenance.</li></ul>',
    );
  });

  test("say nothing that the update's own changes say again", () => {
    const changes = [
      { name: "Harvest", from: "operational" as const, to: "major_outage" as const },
      { name: "API", from: "operational" as const, to: "major_outage" as const },
    ];
    expect(text(recordOf([offline(at), update({ changes })]))).toMatch(/planned maintenance\. API is down/);
    const back: TimelineEntry = { kind: "back_online", id: "b1", happenedAt: at, names: ["Harvest"] };
    const working = [{ name: "Harvest", from: "major_outage" as const, to: "operational" as const }];
    const said = text(recordOf([back, update({ changes: working })]));
    expect(said).toContain("Harvest is back online");
    expect(said).not.toContain("working again");
  });

  test("stand alone where no update is of their moment", () => {
    expect(recordOf([offline(at + minute), update()])).toContain('data-kind="taken_offline"');
  });

  test("are each said once in the record of a crash", () => {
    const said = text(recordOf(incident.timeline));
    expect(said.match(/We took Harvest and Forecast offline ourselves/g)).toHaveLength(1);
    expect(said.match(/back online/g)).toHaveLength(1);
  });
});

describe("the public record", () => {
  test("tells what an incident was called before", () => {
    const said = text(recordOf([{ kind: "renamed", id: "r", happenedAt: at, from: "Web app", to: "API" }, update()]));
    expect(said).toContain("Name changed");
    expect(said).toContain("We changed the name of this incident. It was: Web app");
  });

  test.each([
    ["critical", "none", "from “down” to “none”."],
    [null, "minor", "from what its components show to “slow or unreliable”."],
    ["major", null, "from “partly down” to what its components show."],
  ] as const)("tells that the impact was changed from %s to %s", (from, to, words) => {
    const said = text(recordOf([{ kind: "impact_changed", id: "i", happenedAt: at, from, to }, update()]));
    expect(said).toContain(`We changed the impact of this incident ${words}`);
  });

  test("keeps for whom an edited update said it was, where that changed", () => {
    const before = [
      { at: at + 20 * minute, body: "Second", effect: null, scope: "some customers" },
      { at: at + 10 * minute, body: "First", effect: null, scope: "some customers" },
    ];
    const said = text(recordOf([update({ scope: "everyone", edited: { at: at + 20 * minute, before } })]));
    expect(said.match(/For some customers/g)).toHaveLength(1);
    expect(said.indexOf("For some customers")).toBeLessThan(said.indexOf("Second"));
  });
});
