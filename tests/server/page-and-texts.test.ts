import { describe, expect, test } from "vitest";
import { fillTemplate } from "@/domain/template";
import { database } from "@/server/database";
import { prepareFirstRun } from "@/server/first-run";
import { loadFacts } from "@/server/load";
import { editNotice, publishNotice, withdrawNotice } from "@/server/notices";
import { changePage, ensurePage, pageSettings } from "@/server/page";
import { preparedSentences } from "@/server/prepared-sentences";
import { eventsOf, listTemplates } from "@/server/reads";
import { deleteTemplate, saveTemplate } from "@/server/templates";
import { fieldsOf, hour, minute, owner, refusalOf, start, testScene } from "./scene";

testScene();

const page = { name: "Harvest", timeZone: "America/New_York", supportLink: null, accentColor: null, logo: null };
const png = (bytes: number) => `data:image/png;base64,${Buffer.alloc(bytes, 1).toString("base64")}`;

describe("the page", () => {
  test("is set up by its first change, and stays set up since then", async () => {
    expect((await pageSettings()).setUpAt).toBeNull();
    await changePage(
      owner,
      { ...page, supportLink: "help@example.com", accentColor: "#2F6FDE", logo: png(100) },
      start,
    );
    await changePage(owner, { ...page, supportLink: "https://example.com/help" }, start + hour);
    expect(await pageSettings()).toEqual({ ...page, supportLink: "https://example.com/help", setUpAt: start });
    expect((await eventsOf("page", "page")).map(({ before }) => before)).toMatchObject([
      { name: "Status", setUpAt: null },
      { supportLink: "mailto:help@example.com", accentColor: "#2f6fde" },
    ]);
  });

  test.each([
    ["name", { name: "" }],
    ["name", { name: "x".repeat(101) }],
    ["timeZone", { timeZone: "Mars/Olympus" }],
    ["supportLink", { supportLink: "javascript:alert(1)" }],
    ["supportLink", { supportLink: "example" }],
    ["accentColor", { accentColor: "red" }],
    ["logo", { logo: "https://example.com/logo.png" }],
    ["logo", { logo: "data:text/html;base64,PGI+" }],
    ["logo", { logo: png(32 * 1024 + 1) }],
  ])("refuses a wrong %s with a sentence (%#)", async (field, wrong) => {
    expect((await fieldsOf(changePage(owner, { ...page, ...wrong })))[field]).toMatch(/^(?:Write|Choose|This) .*\.$/);
    expect((await pageSettings()).setUpAt).toBeNull();
  });

  test("takes empty fields as none", async () => {
    await changePage(owner, { ...page, supportLink: " ", accentColor: "", logo: "" }, start);
    expect(await pageSettings()).toMatchObject({ supportLink: null, accentColor: null, logo: null });
  });

  test("is made once, also when two start at the same time", async () => {
    await database().page.deleteMany();
    const both = await Promise.all([ensurePage(), ensurePage()]);
    expect(both[0].databaseId).toBe(both[1].databaseId);
  });
});

describe("the first run", () => {
  test("prepares templates once, and tells the code while there is nobody", async () => {
    await database().page.deleteMany();
    const first = await prepareFirstRun();
    const again = await prepareFirstRun();
    expect(first.ownerCode).toMatch(/^\w{4}-\w{4}-\w{4}$/);
    expect(again).toEqual(first);
    const templates = await listTemplates();
    expect(new Set(templates.map(({ name }) => name)).size).toBe(templates.length);
    expect(templates.length).toBeGreaterThanOrEqual(4);
    for (const { body, effect } of templates) {
      const filled = fillTemplate(`${body} ${effect ?? ""}`, { component: "Web", since: "10:36am EDT" });
      expect(filled).not.toContain("{{");
    }
  });
});

describe("a first run that was killed half-way", () => {
  test("is made good by the next one, and templates that staff deleted stay deleted", async () => {
    await ensurePage();
    await Promise.all([prepareFirstRun(), prepareFirstRun()]);
    const templates = await listTemplates();
    expect(templates).toHaveLength(preparedSentences.length);
    for (const { id } of templates) await deleteTemplate(owner, { templateId: id });
    await prepareFirstRun();
    expect(await listTemplates()).toEqual([]);
  });
});

describe("templates", () => {
  const template = { name: "Slow", status: "investigating" as const, body: "{{component}} is slow.", effect: "Slow" };

  test("are saved, changed and deleted", async () => {
    const { id } = await saveTemplate(owner, template);
    await saveTemplate(owner, { ...template, templateId: id, name: "Very slow", effect: "" });
    expect(await listTemplates()).toMatchObject([{ id, name: "Very slow", effect: null }]);
    await deleteTemplate(owner, { templateId: id });
    expect(await listTemplates()).toEqual([]);
  });

  test("that are wrong or unknown are refused", async () => {
    expect(Object.keys(await fieldsOf(saveTemplate(owner, { ...template, name: "", body: " " })))).toEqual([
      "name",
      "body",
    ]);
    expect(await refusalOf(saveTemplate(owner, { ...template, templateId: "nowhere" }))).toBe("not_found");
    expect(await refusalOf(deleteTemplate(owner, { templateId: "nowhere" }))).toBe("not_found");
  });
});

describe("notices", () => {
  test("are published from now on, edited and withdrawn", async () => {
    const { id } = await publishNotice(owner, { title: "New terms", body: "From July." }, start);
    expect((await loadFacts()).notices).toMatchObject([{ id, fromAt: start, untilAt: null, withdrawnAt: null }]);
    await editNotice(
      owner,
      { noticeId: id, title: "Terms", body: "From August.", untilAt: start + hour },
      start + minute,
    );
    await withdrawNotice(owner, { noticeId: id }, start + 2 * minute);
    const [notice] = (await loadFacts()).notices;
    expect(notice).toMatchObject({
      title: "Terms",
      fromAt: start,
      untilAt: start + hour,
      withdrawnAt: start + 2 * minute,
    });
    expect((await eventsOf("notice", id)).map(({ type }) => type)).toEqual([
      "notice.published",
      "notice.edited",
      "notice.withdrawn",
    ]);
  });

  test("must end after they begin, and later than now", async () => {
    const notice = { title: "New terms", body: "From July." };
    const ends = (fromAt: number, untilAt: number) =>
      fieldsOf(publishNotice(owner, { ...notice, fromAt, untilAt }, start));
    expect(await ends(start + hour, start + hour)).toHaveProperty("untilAt");
    expect(await ends(start - 2 * hour, start - hour)).toHaveProperty("untilAt");
    expect(await fieldsOf(publishNotice(owner, { title: "", body: "" }))).toHaveProperty("title");
    expect(await refusalOf(editNotice(owner, { noticeId: "nowhere", ...notice }))).toBe("not_found");
    expect(await refusalOf(withdrawNotice(owner, { noticeId: "nowhere" }))).toBe("not_found");
  });
});
