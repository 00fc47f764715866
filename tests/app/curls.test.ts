import { execFile } from "node:child_process";
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { endpoints } from "@/server/v1/endpoints";
import type { IncidentShape } from "@/server/v1/shapes";
import { hour, minute } from "../server/scene";
import { newDataDir, type RunningCandor, startCandor } from "../support/candor";

const token = "a-token-for-tests-of-no-use-elsewhere";
const web = () => env.COMPONENT_ID ?? "";
const iso = (at: number) => new Date(at).toISOString();

let candor: RunningCandor;
/** The variables that the documents name, and nothing else that a shell would have. */
const env: Record<string, string> = { PATH: process.env.PATH ?? "", API_TOKEN: token, TOKEN: token };

beforeAll(async () => {
  const owner = { OWNER_EMAIL: "ada@example.com", OWNER_PASSWORD: "a password of no use elsewhere" };
  candor = await startCandor({ env: { API_TOKEN: token, ...owner } });
  // Each command tells its status too, without a word of it being another.
  const home = newDataDir("curl");
  writeFileSync(join(home, ".curlrc"), 'silent\nwrite-out = "\\n%{http_code}"\n');
  const [page] = await asked<{ id: string }[]>(`curl "${candor.url}/v1/pages?api_key=${token}"`, { HOME: home });
  Object.assign(env, { HOME: home, SITE_URL: candor.url, PAGE_ID: page?.id });
  await asked(`curl -X PATCH "${candor.url}/v1/pages/${page?.id}?api_key=${token}" -d "page[name]=Harvest"`);
  env.COMPONENT_ID = await made("components", "component[name]=Web&component[start_date]=2026-01-02");
});
afterAll(() => candor.stop());

const made = async (list: string, field: string) =>
  (
    await asked<{ id: string }>(
      `curl "$SITE_URL/v1/pages/$PAGE_ID/${list}" -H "Authorization: OAuth $TOKEN" -d "${field}"`,
    )
  ).id;

type Ran = { status: number; json: unknown };

async function run(command: string, more: Record<string, string> = {}): Promise<Ran> {
  const { stdout } = await promisify(execFile)("bash", ["-euc", command], {
    env: { NODE_ENV: "test", ...env, ...more },
  });
  const [, text = "", status] = /^([\s\S]*)\n(\d{3})$/.exec(stdout) ?? [];
  return { status: Number(status), json: /^\s*[[{]/.test(text) ? JSON.parse(text) : text };
}

async function asked<T>(command: string, more?: Record<string, string>): Promise<T> {
  return (await run(command, more)).json as T;
}

/** What a document tells to type: lines of its blocks, each with those that go on from it, and code within its text. */
function curlsIn(file: string): string[] {
  const blocks = readFileSync(file, "utf8").split(/^```.*$/m);
  const lines = blocks.flatMap((text, index) =>
    index % 2 === 1
      ? text.replace(/\\\n/g, "\\\f").split("\n")
      : [...text.matchAll(/`(curl [^`]+)`/g)].map((match) => match[1] ?? ""),
  );
  return lines.map((line) => line.replaceAll("\f", "\n").trim()).filter((line) => /(^|[\s|(;&])curl\s/.test(line));
}

type Documented = {
  of: RegExp;
  status: number;
  json?: () => object;
  /** What its variables stand for, beside those of before. */
  variables?: () => Promise<Record<string, string>> | Record<string, string>;
};

const start = Math.ceil((Date.now() + 2 * hour) / minute) * minute;
const plan = () => ({ START: iso(start), END: iso(start + hour) });
const openIncident = async () => ({ INCIDENT_ID: await made("incidents", "incident[name]=Errors") });
const anId = expect.stringMatching(/^[a-z0-9]{12}$/);

/** Each command of the documents, by a part of it that no other has, with what the documents say it comes to. */
const documented: Documented[] = [
  { of: /^curl "\$SITE_URL\/v1\/pages" /, status: 200, json: () => [{ id: anId, name: "Harvest" }] },
  {
    of: /You cannot sign in/,
    status: 201,
    json: () => ({
      name: "You cannot sign in",
      status: "investigating",
      incident_updates: [{ body: "We are looking into it." }],
    }),
  },
  {
    of: /New disks/,
    status: 201,
    variables: plan,
    json: () => ({ status: "scheduled", impact: "maintenance", candor: { expected_effects: { [web()]: "down" } } }),
  },
  {
    of: /taken_offline_reason/,
    status: 200,
    variables: openIncident,
    json: () => ({ components: [{ status: "major_outage" }], candor: { taken_offline: [web()] } }),
  },
  {
    of: /back_online/,
    status: 200,
    json: () => ({ status: "resolved", components: [{ status: "operational" }], candor: { taken_offline: [] } }),
  },
  {
    of: /status\.json\?at=/,
    status: 200,
    variables: () => ({ START: iso(Date.now() - 2 * minute) }),
    json: () => ({ status: { indicator: "none", description: "All Systems Operational" } }),
  },
  { of: /holding\/mute/, status: 200, json: () => ({ mutedUntil: expect.any(String) }) },
  { of: /\/holding\/COMPONENT/, status: 503 },
];

const files = ["README.md", ...globSync("docs/**/*.md"), ...globSync("deploy/**/*.md")];

test("every curl of the documents does what they say, as it stands", async () => {
  const commands = files.flatMap((file) => curlsIn(file).map((command) => [file, command] as const));
  const used = new Set<Documented>();
  for (const [file, command] of commands) {
    const [found, ...others] = documented.filter(({ of }) => of.test(command));
    if (!found || others.length > 0) throw new Error(`${file}: nothing, or too much, says what comes of ${command}`);
    used.add(found);
    Object.assign(env, await found.variables?.());
    // Only where a document has a name in the place of the reader's own.
    const own = command.replace("https://status.example.com/holding/COMPONENT", `${candor.url}/holding/web`);
    const { status, json } = await run(own);
    expect([command, status]).toEqual([command, found.status]);
    if (found.json) expect(json).toMatchObject(found.json());
  }
  expect(used.size).toBe(documented.length);
});

/** The commands of the page's examples, in its order, by what they are called. */
async function examples(): Promise<[name: string, command: string][]> {
  const html = await (await fetch(`${candor.url}/api`)).text();
  const plainText = (text: string) =>
    text.replace(
      /&(quot|#x27|amp|lt|gt);/g,
      (_, name) => ({ quot: '"', "#x27": "'", amp: "&", lt: "<", gt: ">" })[name as "lt"],
    );
  const found = [...html.matchAll(/<pre data-shell="(\w+)"[^>]*><code>([^<]*)<\/code>/g)];
  expect(found.length).toBe([...html.matchAll(/<pre[\s>]/g)].length);
  return found.map((match) => [match[1] ?? "", plainText(match[2] ?? "")]);
}

test("each example of /api works in a shell as it stands, and is answered as is documented", async () => {
  const commands = (await examples()).filter(([name]) => name !== "setup");
  expect(commands.map(([name]) => name).sort()).toEqual(endpoints.map(({ name }) => name).sort());
  for (const [name, command] of commands) {
    const { status, json } = await run(command);
    const endpoint = endpoints.find((each) => each.name === name);
    expect([name, status]).toEqual([name, endpoint?.does === "write" ? endpoint.status : 200]);
    expect(endpoint?.answer?.safeParse(json).error).toBeUndefined();
    const { id = "", incident_updates: [update] = [] } = (json || {}) as Partial<IncidentShape>;
    if (name === "postIncident") Object.assign(env, { INCIDENT_ID: id, UPDATE_ID: update?.id ?? "" });
    if (name === "postComponent") env.COMPONENT_ID = id;
    if (name === "postComponentGroup") env.GROUP_ID = id;
    if (name === "postNotice") env.NOTICE_ID = id;
  }
});
