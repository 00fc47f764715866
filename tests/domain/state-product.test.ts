import { beforeAll, describe, expect, test } from "vitest";
import type { Facts } from "@/domain/facts";
import { derivePage } from "@/domain/page";
import type { PublicPage } from "@/domain/public-page";
import { severity } from "@/domain/status";
import { v2Document, v2Names } from "@/messages/v2/documents";
import { type Source, sourceOf } from "@/messages/v2/source";
import { faultOf } from "../support/contracts";
import { hour, noon } from "./facts";
import { type Case, product } from "./state-product";
import { site, type V2Read } from "./v2-read";

const troubleLabels = ["outage", "partial_outage", "degraded", "unannounced_work", "unstable", "recovered"];
const workLabels = ["running_late", "maintenance_short_notice", "maintenance"];

describe("component states × incidents × windows × times, all of them", () => {
  let cases: { of: Case; page: PublicPage; bare: PublicPage; source: Source }[];

  beforeAll(() => {
    const bare = new Map<Facts, PublicPage>();
    cases = [...product()].map((of) => {
      const alone = bare.get(of.without) ?? derivePage(of.without, noon);
      bare.set(of.without, alone);
      const page = of.window ? derivePage(of.told, noon) : alone;
      return { of, page, bare: alone, source: sourceOf(of.told, page, site) };
    });
  });

  function wrong(holds: (page: PublicPage, of: Case, bare: PublicPage) => boolean): string[] {
    return cases
      .filter(({ of, page, bare }) => !holds(page, of, bare))
      .map(({ of, page }) => `${of.name}: ${page.label}`);
  }

  test("the product has every combination", () => {
    expect(cases.length).toBe((1 + 4 * 2) * (1 + 5 * 6 * 4) * 41);
  });

  test("an unresolved incident with impact is never green", () => {
    const bad = wrong((page, { open }) => {
      const unresolved = open && open.updates.at(-1)?.status !== "resolved" && open.impactOverride !== "none";
      return !unresolved || (page.mode === "outage" && page.indicator !== "none" && page.label !== null);
    });
    expect(bad).toEqual([]);
  });

  test("an outage is never called scheduled, and a window is never called an outage's name", () => {
    const bad = wrong(({ mode, label, headline }) => {
      if (mode === "outage")
        return troubleLabels.includes(label ?? "") && !["window", "running_late"].includes(headline.kind);
      if (mode === "maintenance")
        return workLabels.includes(label ?? "") && ["window", "running_late"].includes(headline.kind);
      return label === null;
    });
    expect(bad).toEqual([]);
  });

  test("label, mode and indicator never contradict each other", () => {
    const bad = wrong(({ mode, label, indicator }) => {
      if (mode === "outage") {
        const worst = label === "outage" ? "critical" : label === "partial_outage" ? "major" : "minor";
        return indicator === worst;
      }
      return indicator === (mode === "maintenance" ? "maintenance" : "none");
    });
    expect(bad).toEqual([]);
  });

  test("a window never makes a component look better", () => {
    const bad = wrong((page, _of, bare) => {
      const before = new Map(bare.groups.flatMap(({ components }) => components.map(({ id, status }) => [id, status])));
      return page.groups
        .flatMap(({ components }) => components)
        .every(({ id, status }) => severity(status) >= severity(before.get(id) ?? "operational"));
    });
    expect(bad).toEqual([]);
  });

  test("a window never turns an outage into less, but for what it had announced in time", () => {
    const rank = { operational: 0, unknown: 0, maintenance: 1, outage: 2 };
    const bad = wrong((page, { told, window }, bare) => {
      if (rank[page.mode] >= rank[bare.mode]) return true;
      const plan = window?.announcements[0];
      const change = told.baseChanges[0];
      const announced = plan && plan.announcedAt <= plan.startAt - hour && plan.startAt <= noon;
      const beganWithin =
        plan && change && (change.happenedAt >= plan.startAt || change.status === "under_maintenance");
      return (
        page.mode === "maintenance" &&
        bare.openIncidents.every(({ label }) => label === null) &&
        !!announced &&
        !!beganWithin
      );
    });
    expect(bad).toEqual([]);
  });

  test("what was not announced before it began is an outage", () => {
    const bad = wrong((page, { name, window }) => {
      const effect = window?.announcements[0]?.components[0]?.effect;
      const unannounced = /announced too late|started too early|past its grace/.test(name) && effect !== "none";
      return !unannounced || page.mode === "outage";
    });
    expect(bad).toEqual([]);
  });

  test("nothing green is said while a window with effect is running", () => {
    const bad = wrong((page) => {
      const running = page.runningWindows.some(({ effect }) => effect !== "none");
      return !running || page.mode !== "operational";
    });
    expect(bad).toEqual([]);
  });

  test("an operational page shows no component worse than operational", () => {
    const bad = wrong((page) => {
      const shown = page.groups.flatMap(({ components }) => components.map(({ status }) => status));
      return page.mode !== "operational" || shown.every((status) => status === "operational");
    });
    expect(bad).toEqual([]);
  });

  test("no day claims that nothing was reported while the page tells of trouble or of work", () => {
    const bad = wrong(({ mode, days: [today] }) => {
      const quiet = !today || today.incidents.length + today.windows.length + today.trouble.length === 0;
      return mode === "operational" || !quiet;
    });
    expect(bad).toEqual([]);
  });

  test("no component of an open incident is told as simply well", () => {
    const bad = wrong(({ openIncidents, groups }) => {
      const named = new Set(openIncidents.flatMap(({ components }) => components.map(({ id }) => id)));
      return groups
        .flatMap(({ components }) => components)
        .every(({ id, inOpenIncident }) => inOpenIncident || !named.has(id));
    });
    expect(bad).toEqual([]);
  });

  test("taken offline on purpose is an outage, critical, in every combination", () => {
    const bad = wrong(
      (page, { open }) => !open?.offline.length || (page.label === "outage" && page.indicator === "critical"),
    );
    expect(bad).toEqual([]);
  });

  const named = /announced too late|started too early|past its grace/;

  test.each(["summary", "incidents", "scheduled-maintenances"] as const)(
    "%s for programs is as its schema wants it",
    (name) => {
      const bad = cases.flatMap(({ of, source }) => {
        const fault = faultOf(name, v2Document(name, source));
        return fault === null ? [] : [`${of.name}: ${fault}`];
      });
      expect(bad).toEqual([]);
    },
  );

  test("so is each part of what programs read", () => {
    const bad = cases
      .filter((_, index) => index % 10 === 0)
      .flatMap(({ of, source }) =>
        v2Names.flatMap((name) => faultOf(name, v2Document(name, source)) ?? []).map((fault) => `${of.name}: ${fault}`),
      );
    expect(bad).toEqual([]);
  });

  test("indicator and description for programs are those of the page, and claim no fault that is over", () => {
    const texts: Record<string, string> = {
      none: "All Systems Operational",
      minor: "Partially Degraded Service",
      major: "Partial System Outage",
      critical: "Major System Outage",
      maintenance: "Service Under Maintenance",
    };
    const overTexts: Record<string, string> = {
      recovered: "Recovered, monitoring",
      unstable: "Working, not yet stable",
    };
    const bad = cases.filter(({ source }) => {
      const { indicator, description } = (v2Document("status", source) as V2Read).status;
      const { label } = source.page;
      const over = overTexts[label ?? ""];
      return indicator !== source.page.indicator || description !== (over ?? texts[indicator]);
    });
    expect(bad.map(({ of }) => of.name)).toEqual([]);
  });

  test("work that nobody announced in time is an incident for programs, and never a scheduled maintenance", () => {
    const bad = cases.filter(({ of, source }) => {
      const effect = of.window?.announcements[0]?.components[0]?.effect;
      if (!named.test(of.name) || effect === "none") return false;
      const { incidents, scheduled_maintenances: planned } = v2Document("summary", source) as V2Read;
      const told = incidents.find(({ id }) => id === of.window?.id);
      return planned.length > 0 || told === undefined || told.impact === "none";
    });
    expect(bad.map(({ of }) => of.name)).toEqual([]);
  });

  test("what programs are told agrees: green has nothing open, and an open incident is not green", () => {
    const bad = cases.filter(({ source }) => {
      const summary = v2Document("summary", source) as V2Read;
      const open = summary.incidents.some(({ impact }) => impact !== "none");
      const running = summary.scheduled_maintenances.some(({ status, components }) => {
        return status !== "scheduled" && components.some((each) => each.status !== "operational");
      });
      const unwell = summary.components.some(({ status }) => status !== "operational");
      return (summary.status.indicator === "none") !== !(open || running || unwell);
    });
    expect(bad.map(({ of }) => of.name)).toEqual([]);
  });
});
