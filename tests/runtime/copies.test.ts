import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { browser, chromiumPath } from "../support/browser";
import { eventually, type RunningCandor, startCandor } from "../support/candor";
import { copyIn, copySays, filesIn, tellCopies, textsIn } from "../support/copies";
import { playScene } from "../support/scenes";
import { page, wordsOf } from "../support/served-page";
import { serveFiles } from "../support/static-files";

const modes = {
  operational: "operational",
  upcoming: "operational",
  maintenance: "maintenance",
  "maintenance-short-notice": "maintenance",
  "running-late": "maintenance",
  outage: "outage",
  "taken-offline": "outage",
} as const;
const scenes = Object.keys(modes) as (keyof typeof modes)[];

let candor: RunningCandor;
beforeAll(async () => {
  candor = await startCandor();
});
afterAll(() => candor.stop());

const nameOf = (path: string) => (path === "/" ? "index.html" : `${path.slice(1)}/index.html`);

describe.each(scenes)("the copies of the page in the scene “%s”", (scene) => {
  let names: string[];
  beforeAll(async () => {
    names = (await playScene(candor, scene)).map(nameOf);
  });

  test("are there for every page, with twins that decode to the same bytes", () => {
    const texts = textsIn(candor);
    for (const name of [...names, "index.html", "404.html", "heartbeat.json", "live.js", "holding/index.html"]) {
      expect([name, texts.get(name)?.length]).not.toEqual([name, undefined]);
      for (const twin of ["br", "gz"]) expect([name, texts.get(`${name}.${twin}`)]).toEqual([name, texts.get(name)]);
    }
    expect(filesIn(candor).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  test("say of which moment they speak, and carry their policy within", () => {
    for (const name of [...names, "404.html"]) {
      const html = copyIn(candor, name);
      expect(wordsOf(html)).toMatch(/As of \d+ \w+, [\d:apm]+ \w+ \([\d:]+ UTC(?: on \d+ \w+)?\)/);
      expect(html).toMatch(/<head><meta http-equiv="Content-Security-Policy" content="default-src 'none'; /);
      expect(html).toMatch(/<main[^>]* data-copy="true"/);
    }
    expect(copyIn(candor, "index.html")).toContain(`data-mode="${modes[scene]}"`);
  });

  test("claim nothing of the present that may be over", () => {
    for (const name of [...names, "404.html"]) {
      const html = copyIn(candor, name);
      expect(html).not.toMatch(/No known problems|data-tone="work"|class="window-(?:field|bar)"/);
      expect(html).not.toMatch(/\/icons\/(?:operational|maintenance)\./);
      if (modes[scene] !== "outage")
        expect(wordsOf(html)).not.toMatch(/\b(?:is|are) (?:down|slow|partly unavailable)\b/);
    }
  });

  test("explain nothing by work on a holding page, and an outage with its age", () => {
    const holding = filesIn(candor).filter((name) => /^holding\/.*index\.html$/.test(name));
    expect(holding.length).toBeGreaterThan(4);
    for (const name of holding) {
      const html = copyIn(candor, name);
      expect(html).toMatch(
        /<head><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-/,
      );
      expect(wordsOf(html)).toMatch(/As of \d+ \w+, /);
      const denied = wordsOf(html).replace("This is not planned maintenance.", "");
      if (modes[scene] !== "outage") expect(denied).not.toMatch(/maintenance|scheduled|planned|work/i);
    }
    const said = wordsOf(copyIn(candor, "holding/index.html"));
    if (modes[scene] === "outage") expect(said).toMatch(/Outage · as of \d+ \w+, /);
    else expect(said).toContain("can’t be reached right now");
  });
});

describe.skipIf(!chromiumPath)("in a browser, from a server of files that sends no header of its own", () => {
  let chromium: Browser;
  let served: Awaited<ReturnType<typeof serveFiles>>;
  beforeAll(async () => {
    chromium = await browser();
    served = await serveFiles(join(candor.dataDir, "editions"));
  });
  afterAll(async () => {
    await served.close();
    await chromium.close();
  });

  async function opened(path: string): Promise<{ page: Page; problems: string[] }> {
    const page = await chromium.newPage({ timezoneId: "Asia/Tokyo" });
    const problems: string[] = [];
    page.on("console", (message) => {
      // A server of files has no stream of changes; the script goes on without.
      const { url } = message.location();
      if (message.type() === "error" && !url.includes("/live?")) problems.push(`${message.text()} ${url}`);
    });
    page.on("pageerror", (error) => problems.push(error.message));
    await page.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
        console.error(`${violatedDirective} ${blockedURI}`),
      );
    });
    await page.goto(served.url + path, { waitUntil: "load" });
    return { page, problems };
  }

  test.each(["operational", "maintenance", "outage"])(
    "the copies of “%s” have style and script, and break no rule of theirs",
    async (scene) => {
      const paths = await playScene(candor, scene);
      for (const path of paths) {
        const { page, problems } = await opened(path);
        await page.waitForFunction(() => document.querySelector(".stale")?.textContent?.includes("your time"));
        const weight = await page.evaluate(() => getComputedStyle(document.querySelector("h1") as Element).fontWeight);
        expect(weight).toBe("650");
        expect(problems).toEqual([]);
        await page.close();
      }
      const { page, problems } = await opened("/holding");
      expect(await page.evaluate(() => getComputedStyle(document.querySelector("h1") as Element).margin)).not.toBe(
        "21.44px 0px",
      );
      expect(problems).toEqual([]);
      await page.close();
    },
  );
});

describe("a copy changes with what it is about", () => {
  const marker = "Wolfeschlegelsteinhausenbergerdorff";
  let component: string;
  const tell = (what: string, ...told: string[]) => tellCopies(candor.dataDir, what, ...told);

  beforeAll(async () => {
    await playScene(candor, "fresh-install");
    await tell("page");
    [component = ""] = await tell("component", "Web app");
  });

  test("an incident's with each post, edit, redaction and withdrawal; and redacted words are gone from every file", async () => {
    const [id = ""] = await tell("open", `Sign-in fails for ${marker}`, `We know of ${marker} only.`, component);
    const name = `incidents/${id}/index.html`;
    await copySays(candor, name, `We know of ${marker} only.`);
    await copySays(candor, "index.html", marker);
    await copySays(candor, `holding/${component}/index.html`, marker);
    await tell("post", id, `It is not ${marker} alone.`);
    await copySays(candor, name, `It is not ${marker} alone.`);
    await tell("edit", id, `It is everybody, and not ${marker} alone.`);
    await copySays(candor, name, "It is everybody");
    await tell("redact", id, marker);
    await copySays(candor, name, "it named a person");
    await copySays(candor, "index.html", /^(?!.*Wolfe)/s);
    await copySays(candor, `holding/${component}/index.html`, /^(?!.*Wolfe)/s);
    const left = [...textsIn(candor)].filter(([, text]) => text.toLowerCase().includes(marker.toLowerCase()));
    expect(left.map(([file]) => file)).toEqual([]);
    await tell("withdraw", id, "our own check was wrong");
    await copySays(candor, name, "our own check was wrong");
  });

  test("a window's when it begins by time alone, though nothing is posted", async () => {
    const [other = ""] = await tell("component", "Mail");
    const [id = ""] = await tell("work", other, "15", "3600");
    const name = `maintenance/${id}/index.html`;
    await copySays(candor, name, "Mail will be down");
    await copySays(candor, name, "Mail was expected to be down", 30_000);
    await copySays(candor, "index.html", "Planned work on Mail was announced until");
  });

  test("every one when the page's name changes, and that of a component goes when it is archived", async () => {
    const [gone = ""] = await tell("component", "Old exports");
    await copySays(candor, `holding/${gone}/index.html`, "Harvest");
    await copySays(candor, "holding/old-exports/index.html", "Harvest");
    await tell("archive", gone);
    await tell("page", "Harvest & Sons");
    for (const name of filesIn(candor).filter((each) => /^(?:incidents|maintenance)\/.*html$/.test(each)))
      await copySays(candor, name, "Harvest &amp; Sons");
    expect(filesIn(candor).filter((name) => /old-exports/.test(name) || name.includes(gone))).toEqual([]);
  });

  test("nothing is made by asking for what is not there", async () => {
    const paths = [
      "/incidents/nobody000000",
      "/holding/nobody",
      "/nobody",
      "/maintenance/nobody000000",
      "/..%2fnobody",
    ];
    for (const path of paths) await fetch(candor.url + path);
    expect(filesIn(candor).filter((name) => name.includes("nobody"))).toEqual([]);
  });

  test("a post is in the copies when Candor is stopped right after it", async () => {
    const [id = ""] = await tell("open", "Exports fail", "We are looking into it.");
    await copySays(candor, `incidents/${id}/index.html`, "Exports fail");
    await tell("post", id, "The last word before the stop.");
    await eventually(
      () => page(candor.url),
      (html) => html.includes("The last word before the stop."),
    );
    await candor.stop();
    expect(copyIn(candor, `incidents/${id}/index.html`)).toContain("The last word before the stop.");
    expect(copyIn(candor, "index.html")).toContain("The last word before the stop.");
    candor = await startCandor({ dataDir: candor.dataDir });
  });

  test("what a tool changed while Candor was down, or killed, is in the copies soon after the start", async () => {
    const [id = ""] = await tell("open", "Reports fail", "We are looking into it.");
    await copySays(candor, `incidents/${id}/index.html`, "Reports fail");
    await candor.stop();
    await tell("post", id, "Posted while Candor was stopped.");
    const [other = ""] = await tell("open", "Opened while Candor was stopped", "We are looking into it.");
    expect(copyIn(candor, `incidents/${id}/index.html`)).not.toContain("Posted while Candor was stopped.");
    candor = await startCandor({ dataDir: candor.dataDir });
    await copySays(candor, `incidents/${id}/index.html`, "Posted while Candor was stopped.");
    await copySays(candor, `incidents/${other}/index.html`, "Opened while Candor was stopped");
    await candor.kill();
    await tell("post", id, "Posted while Candor was killed.");
    candor = await startCandor({ dataDir: candor.dataDir });
    await copySays(candor, `incidents/${id}/index.html`, "Posted while Candor was killed.");
  });
});
