import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { eventually, type RunningCandor } from "./candor";
import { runScript } from "./script";

/** Has the story of copies tell something, whether Candor serves or not; gives back the ids that came of it. */
export async function tellCopies(dataDir: string, what: string, ...told: string[]): Promise<string[]> {
  const script = runScript("tests/runtime/copies-story.ts", [what, ...told], { DATA_DIR: dataDir });
  const code = await script.ended;
  const line = script.lines.find((each) => each.startsWith("told"));
  if (code !== 0 || line === undefined) throw new Error(`The story of ${what} could not be told:\n${script.output()}`);
  return line.split(" ").slice(1).filter(Boolean);
}

const folderOf = (dataDir: string) => join(dataDir, "editions");

/** The text of a copy on disk. */
export function copyIn({ dataDir }: { dataDir: string }, name: string): string {
  return readFileSync(join(folderOf(dataDir), name), "utf8");
}

/** The names of all files of the copies, twins too. */
export function filesIn({ dataDir }: { dataDir: string }): string[] {
  const found = readdirSync(folderOf(dataDir), { recursive: true, withFileTypes: true });
  const files = found.filter((entry) => entry.isFile());
  return files.map(({ parentPath, name }) => relative(folderOf(dataDir), join(parentPath, name))).sort();
}

const quietMs = 700;

/** Resolves when nothing was written for a moment: all that a change touched has its copy. */
export async function copiesSettle(candor: { dataDir: string }): Promise<void> {
  const written = () => filesIn(candor).map((name) => statSync(join(folderOf(candor.dataDir), name)).mtimeMs);
  await eventually(
    () => Date.now() - Math.max(...written()),
    (ms) => ms > quietMs,
  );
}

/** The text of every file of the copies, unpacked, by its name. */
export function textsIn(candor: { dataDir: string }): Map<string, string> {
  const read = (name: string) => readFileSync(join(folderOf(candor.dataDir), name));
  const unpacked = (name: string) => {
    if (name.endsWith(".br")) return brotliDecompressSync(read(name));
    return name.endsWith(".gz") ? gunzipSync(read(name)) : read(name);
  };
  return new Map(filesIn(candor).map((name) => [name, unpacked(name).toString()]));
}

/** The copy, as soon as it says so. */
export function copySays(candor: RunningCandor, name: string, words: string | RegExp, ms?: number): Promise<string> {
  const says = (html: string) => (typeof words === "string" ? html.includes(words) : words.test(html));
  return eventually(() => copyIn(candor, name), says, ms);
}
