import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { signOf, stateWords } from "@/components/component-state";
import { ComponentList } from "@/components/staff/component-list";
import type { PublicComponent, PublicIncident, PublicPage } from "@/domain/public-page";
import { htmlOf, pageNamed, text } from "../support/rendered";

const harvest: PublicComponent = {
  id: "harvest",
  name: "Harvest",
  description: null,
  status: "operational",
  takenOffline: false,
  withinWindow: false,
  inOpenIncident: true,
};

const open = (over: Partial<PublicIncident>): PublicIncident[] => {
  const [incident] = pageNamed("recovered").openIncidents;
  if (!incident) throw new Error("No incident is open");
  return [{ ...incident, ...over }];
};

const rowOf = (page: PublicPage, id: string) =>
  text(new RegExp(`id="component-${id}".*?</li>`, "s").exec(htmlOf(page))?.[0] ?? "");
const tick = 'd="m7.4 12.4';

describe("a working component in an open incident", () => {
  test.each([
    ["monitoring", {}, "Working again, being watched"],
    ["identified", {}, "Working for now"],
    ["investigating", { impact: "none" }, "Being looked into"],
  ] as const)("of status %s has no tick and says so", (status, over, words) => {
    const around = { openIncidents: open({ status, ...over }), staleSince: null };
    expect([signOf(harvest, around), stateWords(harvest, around)]).toEqual(["quiet", words]);
  });

  test("of limited detail, which doesn't name it, has no tick either", () => {
    const around = { openIncidents: open({ limitedDetail: true, components: [] }), staleSince: null };
    expect([signOf(harvest, around), stateWords(harvest, around)]).toEqual(["quiet", "Working, being watched"]);
  });

  test("is told so in its row, and the others keep their tick", () => {
    for (const [name, words] of [
      ["recovered", "Working again, being watched"],
      ["unstable", "Working for now"],
    ] as const) {
      expect(rowOf(pageNamed(name), "harvest")).toContain(words);
      expect(rowOf(pageNamed(name), "mail")).toContain("No known problem");
      expect(htmlOf(pageNamed(name)).split(tick)).toHaveLength(1 + 3);
    }
  });

  test("is counted and open in a long list, not folded away", () => {
    const page = pageNamed("many");
    const groups = page.groups.map((group) => ({
      ...group,
      status: "operational" as const,
      components: group.components.map((component) => ({
        ...component,
        status: "operational" as const,
        inOpenIncident: component.id === "c44",
      })),
    }));
    const html = htmlOf({ ...page, groups });
    expect(text(html)).toContain("1 of 50 being watched");
    expect(html.indexOf("Shard 45<")).toBeLessThan(html.indexOf("Shard 5<"));
    expect(html.match(/<details class="group" open/g)).toHaveLength(1);
  });
});

test("a page of stale facts has no tick anywhere, and says no problem known", () => {
  const html = htmlOf(pageNamed("stale"));
  expect(rowOf(pageNamed("stale"), "api")).toContain("No problem known");
  expect(html).not.toContain(tick);
  expect(text(html)).not.toContain("No known problem");
});

test("work that nobody announced has no calendar in the editor's list either", () => {
  const components = [{ ...harvest, status: "under_maintenance" as const, inOpenIncident: false }];
  const html = renderToStaticMarkup(
    createElement(ComponentList, { groups: [{ group: null, components }], movable: false }),
  );
  expect(html).not.toContain("<rect");
  expect(text(html)).toContain("Unannounced work");
});
