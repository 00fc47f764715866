import { existsSync, readdirSync } from "node:fs";
import { describe, expect, test, vi } from "vitest";
import { copiesFolder } from "@/server/editions/copies";
import { editionsInMemory } from "@/server/editions/shelf";
import { scheduleMaintenance } from "@/server/maintenance";
import { changePage } from "@/server/page";
import { programDocuments } from "@/server/programs/documents";
import { saidInCopy } from "@/server/programs/said-now";
import { currentPage } from "@/server/snapshot";
import { frontScene } from "../support/public-front";
import { addComponent, day, hour, open, owner, start, testScene } from "./scene";

testScene();
const { ask, serve, rendered } = frontScene();

const setUp = { name: "Harvest", timeZone: "UTC", supportLink: null, accentColor: null, logo: null };

async function served(): Promise<{ web: string; api: string }> {
  await changePage(owner, setUp, start - 9 * day);
  const [web, api] = [await addComponent("Web", start - 9 * day), await addComponent("API", start - 9 * day)];
  return { web, api };
}

type Shield = { schemaVersion: number; label: string; message: string; color: string; isError?: boolean };
const shield = async (query = "") => (await ask(`/badge.json${query}`)).json as Shield;
const fills = (svg: string) => [...svg.matchAll(/<rect[^>]* fill="(#[0-9a-f]+)"/g)].map(([, color]) => color);

describe("a badge", () => {
  test("is a picture of the page or of one component, in the styles of its library, and nothing in it runs", async () => {
    const { web } = await served();
    await open({ components: [{ componentId: web, status: "partial_outage" }] });
    await serve();
    rendered().length = 0;
    const { status, headers, text } = await ask("/badge.svg");
    expect([status, headers["content-type"]]).toEqual([200, "image/svg+xml; charset=utf-8"]);
    expect(headers["content-security-policy"]).toBe("default-src 'none'; frame-ancestors 'none'");
    expect(text).toContain('aria-label="Harvest: partial outage"');
    expect(text).not.toMatch(/<script| on[a-z]+=| style=|<a /);
    expect((await ask("/badge.svg?component=api")).text).toContain('aria-label="API: no known problem"');
    expect((await ask(`/badge.svg?component=${web}`)).text).toContain('aria-label="Web: partly down"');
    const styles = ["flat", "flat-square", "plastic", "for-the-badge", "social"];
    const texts = await Promise.all(styles.map(async (style) => (await ask(`/badge.svg?style=${style}`)).text));
    expect(new Set(texts).size).toBe(styles.length);
    expect((await ask("/badge.svg?style=other&x=1")).text).toBe(text);
    expect(rendered()).toEqual([]);
  });

  test("shows maintenance and outage in different colours and words", async () => {
    const { web, api } = await served();
    const startAt = start - hour;
    const plan = { name: "Upgrade", message: "Newer servers.", startAt, endAt: start + 24 * hour, autoComplete: false };
    await scheduleMaintenance(
      owner,
      { ...plan, components: [{ componentId: api, effect: "down" }] },
      startAt - 3 * day,
    );
    await serve();
    const [work, working] = [await shield(), (await ask("/badge.svg")).text];
    expect(work).toMatchObject({ schemaVersion: 1, label: "Harvest", message: "maintenance", color: "blue" });
    await open({ components: [{ componentId: web, status: "major_outage" }] }, undefined);
    await vi.waitFor(async () => expect(await shield()).toMatchObject({ message: "outage", color: "red" }));
    expect(fills((await ask("/badge.svg")).text)).not.toEqual(fills(working));
    expect(await shield("?component=api")).toMatchObject({ label: "API", message: "maintenance", color: "blue" });
  });

  test("is grey where nothing is known, and in the copies for when nobody is there", async () => {
    await served();
    const unknown = { message: "unknown", color: "lightgrey", isError: true };
    await serve();
    expect(await shield()).toMatchObject({ message: "no known problems", color: "brightgreen" });
    for (const document of programDocuments.filter(({ path }) => path.startsWith("/badge"))) {
      const { text } = await saidInCopy(document, currentPage());
      if (document.path === "/badge.json") expect(JSON.parse(text)).toMatchObject(unknown);
      else expect(text).toContain('aria-label="Harvest: unknown"');
    }
  });

  test("of a page that nobody has set up is unknown, and kept by no cache", async () => {
    await serve();
    const { status, headers, text } = await ask("/badge.svg");
    expect([status, headers["cache-control"]]).toEqual([200, "no-store"]);
    expect(text).toContain(": unknown");
  });

  test("of a component that is not there says so, and costs no print, no file and no memory", async () => {
    await served();
    await serve();
    await ask("/badge.svg");
    const before = editionsInMemory().count;
    for (let index = 0; index < 50; index++) {
      const { status, text } = await ask(`/badge.svg?component=stranger${index}`);
      expect([status, text.includes("not found")]).toEqual([404, true]);
    }
    expect((await ask("/badge.json?component=stranger")).json).toMatchObject({ message: "not found", isError: true });
    expect(editionsInMemory().count).toBe(before);
    const files = existsSync(copiesFolder()) ? readdirSync(copiesFolder(), { recursive: true }) : [];
    expect(files.filter((name) => String(name).includes("stranger"))).toEqual([]);
  });
});
