import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, normalize } from "node:path";
import { describe, expect, test } from "vitest";
import { componentStatuses, expectedEffects, impacts, incidentStatuses } from "@/domain/status";

type Part = "app" | "components" | "domain" | "messages" | "server";

/** What a file of each part may import: parts, and packages by the beginning of their name; null allows any. */
const mayImport: Record<Part, { parts: string[]; packages: string[] | null }> = {
  domain: { parts: ["domain"], packages: ["temporal-polyfill"] },
  messages: { parts: ["messages", "domain"], packages: ["use-intl"] },
  server: { parts: ["server", "domain", "messages", "generated"], packages: null },
  components: {
    parts: ["components", "domain", "messages"],
    packages: ["react", "react-dom", "next/link", "next/navigation", "react-markdown", "rehype-sanitize"],
  },
  app: { parts: ["app", "components", "domain", "messages", "server"], packages: null },
};
const parts = Object.keys(mayImport) as Part[];
const commandFiles = ["incidents", "components", "component-status", "groups", "notices", "templates", "people"]
  .concat(["page", "maintenance", "redact", "invitations", "tokens", "status-embed"])
  .concat([
    "maintenance-course",
    "maintenance-settings",
    "past-maintenance",
    "past-incident",
    "series",
    "unannounced-work",
    "holding-mute",
    "moving/import-statuspage",
    "moving/restore-export",
  ])
  .map((name) => `server/${name}.ts`);
/** Not commands: what the start itself does, a part of commands, and reading. */
const noCommands = ["ensureFirstOwner", "ensurePage", "pageSettings", "openInvitation"].concat([
  "maintenanceSettingsForEditor",
  "holdingMutedUntil",
  "areHoldingAlertsMuted",
  "addPerson",
  "setPassword",
  "endLinks",
  "werePrepared",
  "statusEmbed",
  "chosenStatusEmbed",
]);

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name));
}

function importsOf(file: string): string[] {
  const text = readFileSync(file, "utf8");
  const found = text.matchAll(/^(?:import|export)\s[^"';]*?\sfrom\s"([^"]+)"|^import\s"([^"]+)"|\bimport\("([^"]+)"/gm);
  return [...found].map((match) => match[1] ?? match[2] ?? match[3] ?? "");
}

/** The path from the root that an import of our own leads to; null for a package. */
function ownPath(file: string, imported: string): string | null {
  if (imported.startsWith("@/")) return imported.slice(2);
  return imported.startsWith(".") ? normalize(join(dirname(file), imported)) : null;
}

function isAllowed(file: string, part: Part, imported: string): boolean {
  const { parts: allowed, packages } = mayImport[part];
  const own = ownPath(file, imported);
  if (own) return allowed.includes(own.split("/")[0] ?? "");
  if (part === "app" && /^@prisma\/|^pg$/.test(imported)) return false;
  if (part === "server" && /^react|^next\/(link|image|script)/.test(imported)) return false;
  return packages === null || packages.some((name) => imported === name || imported.startsWith(`${name}/`));
}

/** Route files call one another by links alone; what several share lies in a folder above them both. */
function isRouteOfAnother(file: string, imported: string): boolean {
  const own = ownPath(file, imported);
  return own !== null && /^(page|route|layout)$/.test(basename(own)) && own.startsWith("app/");
}

describe("the table of imports holds", () => {
  test.each(parts)("%s imports only what it may", (part) => {
    const refused = sourcesIn(part).flatMap((file) =>
      importsOf(file)
        .filter((imported) => !isAllowed(file, part, imported))
        .map((imported) => `${file} imports ${imported}`),
    );
    expect(refused).toEqual([]);
  });

  test("no route imports another route's page, route or layout", () => {
    const refused = sourcesIn("app").filter((file) => importsOf(file).some((each) => isRouteOfAnother(file, each)));
    expect(refused).toEqual([]);
  });

  test("there are no index files that only pass on", () => {
    expect(parts.flatMap(sourcesIn).filter((file) => /^index\.tsx?$/.test(basename(file)))).toEqual([]);
  });
});

test("the domain has no clock, no chance, no environment and nothing to wait for", () => {
  const impure = /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bprocess\b|\basync\b|\bawait\b|\bPromise\b/;
  const withoutComments = (file: string) => readFileSync(file, "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
  expect(sourcesIn("domain").filter((file) => impure.test(withoutComments(file)))).toEqual([]);
});

test.each([
  ["ComponentStatus", componentStatuses],
  ["IncidentStatus", incidentStatuses],
  ["Impact", impacts],
  ["ExpectedEffect", expectedEffects],
])("the database's %s has the domain's words in the domain's order", (name, words) => {
  const schema = readFileSync("prisma/schema.prisma", "utf8");
  const body = new RegExp(`enum ${name} \\{([^}]*)\\}`).exec(schema)?.[1] ?? "";
  expect(body.trim().split(/\s+/)).toEqual([...words]);
});

/** Name and first line of each exported asynchronous function. */
function openings(file: string): [name: string, first: string][] {
  const functions = readFileSync(file, "utf8")
    .split(/^export async function /m)
    .slice(1);
  return functions.map((text) => [text.split("(")[0] ?? "", /\{\n {2}(\S.*)/.exec(text)?.[1] ?? ""]);
}

test.each(commandFiles)("every command in %s begins by asking whether the actor may", (file) => {
  const commands = openings(file).filter(([name]) => !noCommands.includes(name));
  expect(commands.length).toBeGreaterThan(0);
  expect(commands.filter(([, first]) => !first.startsWith("authorize(actor, "))).toEqual([]);
});
