import { readFileSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { holdingDocument } from "@/components/holding-document";
import { copiesFolder, copyNames, writeCopy } from "@/server/editions/copies";
import { startCopies, stopCopies } from "@/server/editions/copy-desk";
import { soon } from "@/server/editions/errands";
import { startEditions, stopEditions } from "@/server/editions/keeper";
import { openPress } from "@/server/editions/press";
import { postUpdate } from "@/server/incidents";
import { log } from "@/server/log";
import { changePage } from "@/server/page";
import { startSnapshot, stopSnapshot } from "@/server/snapshot";
import { countingPress } from "../support/counting-press";
import { day, open, owner, start, testScene } from "./scene";

testScene();

const read = (name: string) => readFileSync(join(copiesFolder(), name), "utf8");
const saysSoon = (name: string, words: string) => vi.waitFor(() => expect(read(name)).toContain(words), 5_000);

describe("a file of the copies", () => {
  test("is never read by half, nor its twins, while it is written", async () => {
    const texts = ["a", "b"].map((letter) => letter.repeat(300_000));
    await writeCopy("page.html", Buffer.from(texts[0] ?? ""), soon);
    let writing = true;
    const torn: string[] = [];
    const reading = (async () => {
      for (let count = 0; writing || count < 100; count++) {
        const plain = await readFile(join(copiesFolder(), "page.html"), "utf8");
        const unpacked = gunzipSync(await readFile(join(copiesFolder(), "page.html.gz"))).toString();
        for (const text of [plain, unpacked]) if (!texts.includes(text)) torn.push(`${text.length} characters`);
      }
    })();
    for (let count = 1; count <= 40; count++) await writeCopy("page.html", Buffer.from(texts[count % 2] ?? ""), soon);
    writing = false;
    await reading;
    expect(torn).toEqual([]);
  });

  test("may be read by the user of another server, however closed this process keeps its files", async () => {
    const before = process.umask(0o077);
    try {
      await writeCopy("deep/er/index.html", Buffer.from("a page"), soon);
    } finally {
      process.umask(before);
    }
    const modeOf = (name: string) => statSync(join(copiesFolder(), name)).mode & 0o777;
    expect(["deep", "deep/er"].map(modeOf)).toEqual([0o755, 0o755]);
    expect(["", ".gz", ".br"].map((twin) => modeOf(`deep/er/index.html${twin}`))).toEqual([0o644, 0o644, 0o644]);
  });
});

describe("what can't be printed", () => {
  let press: ReturnType<typeof countingPress>["press"];
  let ends: (() => unknown)[];

  function forget(): void {
    const shelf = (globalThis as unknown as Record<symbol, Map<string, unknown>>)[Symbol.for("candor")];
    for (const name of ["snapshot", "editions", "editions-keeper", "known-records", "press", "copy-desk"])
      shelf?.delete(name);
  }

  beforeEach(async () => {
    forget();
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    const setUp = { name: "Harvest", timeZone: "UTC", supportLink: null, accentColor: null, logo: null };
    await changePage(owner, setUp, start - 2 * day);
    await startSnapshot();
    const made = countingPress();
    press = made.press;
    ends = [await openPress(made.render)];
    startCopies(holdingDocument);
    await startEditions();
  });

  afterEach(async () => {
    await stopCopies();
    await stopEditions();
    for (const end of ends) await end();
    await stopSnapshot();
    forget();
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  test("holds back no other copy, is logged once, and is tried again every minute until it is there", async () => {
    const said: string[] = [];
    for (const level of ["error", "info"] as const)
      vi.spyOn(log(), level).mockImplementation((...told: unknown[]) => {
        const line = String(told.at(-1));
        if (/\bcop(?:y|ies)\b/i.test(line)) said.push(`${level}: ${line}`);
      });
    const [spoilt, sound] = [await open({ name: "Spoilt" }), await open({ name: "Sound" })];
    await saysSoon(`incidents/${spoilt}/index.html`, "Spoilt");
    await saysSoon(`incidents/${sound}/index.html`, "Sound");
    press.spoil = (html) => html.replace("Spoilt update", '<b style="color: red">Spoilt update</b>');
    await postUpdate(owner, { incidentId: spoilt, seen: null, status: "identified", body: "Spoilt update" });
    await postUpdate(owner, { incidentId: sound, seen: null, status: "identified", body: "Sound update" });
    await saysSoon(`incidents/${sound}/index.html`, "Sound update");
    expect(read(`incidents/${spoilt}/index.html`)).not.toContain("Spoilt update");
    for (let minute = 0; minute < 3; minute++) {
      vi.advanceTimersByTime(60_000);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    press.spoil = (html) => html;
    vi.advanceTimersByTime(60_000);
    await saysSoon(`incidents/${spoilt}/index.html`, "Spoilt update");
    await vi.waitFor(() => expect(said.length).toBe(2));
    expect(said).toEqual([
      "error: A copy can't be written; it is tried again every minute",
      "info: All copies could be written again",
    ]);
  });

  test("leaves the copies of another database until those of this one are known, and takes them away then", async () => {
    await writeCopy("incidents/ofanother000/index.html", Buffer.from("from before a restore"), soon);
    const id = await open({ name: "Errors" });
    await saysSoon(`incidents/${id}/index.html`, "Errors");
    await changePage(owner, { name: "Forecast", timeZone: "UTC", supportLink: null, accentColor: null, logo: null });
    await vi.waitFor(async () => expect(await copyNames()).not.toContain("incidents/ofanother000/index.html"), 5_000);
    await saysSoon(`incidents/${id}/index.html`, "Forecast");
  });
});
