// Posts from the machine itself: through the database, or into the journal while that is away.
import { userInfo } from "node:os";
import process from "node:process";
import { parseArgs } from "node:util";
import { isOpen } from "@/domain/incident";
import { type Actor, systemActor } from "@/server/actor";
import { lockHolder } from "@/server/data-folder";
import { database } from "@/server/database";
import { DatabaseAway } from "@/server/database-away";
import { openIncident, postUpdate } from "@/server/incidents";
import { lookAtJournal, waitingEntries } from "@/server/journal/pending";
import { borrowPostgres } from "@/server/postgres";
import { InvalidInput, Refusal } from "@/server/refusal";
import { settings } from "@/server/settings";
import { currentFacts, currentPage, startSnapshot, stopSnapshot } from "@/server/snapshot";
import type { OpenIncidentInput, PostUpdateInput } from "@/server/update-input";
import { configurationExit, WrongStart } from "@/server/wrong-start";

const usage = `npm run post -- --status identified --body "A disk is full. We are making room."

  --status      investigating, identified, monitoring or resolved
  --body        what customers should know
  --incident    the id of an incident; may be left out when exactly one is open
  --title       opens a new incident of this name instead
  --component   NAME=ok, slow, partly or down; as often as needed
  --effect      what customers notice, in a line
  --scope       for whom
  --next-update in how many minutes there is more to say
  --happened-at when it happened, such as 2026-11-27T10:36Z; now when left out`;

const states = {
  ok: "operational",
  slow: "degraded_performance",
  partly: "partial_outage",
  down: "major_outage",
} as const;

class WrongUse extends Error {}

function readArguments() {
  const text = { type: "string" } as const;
  const options = {
    status: text,
    body: text,
    incident: text,
    title: text,
    component: { type: "string", multiple: true },
    effect: text,
    scope: text,
    "next-update": text,
    "happened-at": text,
    help: { type: "boolean" },
  } as const;
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    throw new WrongUse((error as Error).message);
  }
}

type Given = ReturnType<typeof readArguments>;

function componentsOf(given: Given) {
  const known = currentFacts()?.facts.components.filter(({ archivedAt }) => archivedAt === null) ?? [];
  return (given.component ?? []).map((each) => {
    const at = each.lastIndexOf("=");
    const [name, state] = [each.slice(0, at).trim().toLowerCase(), each.slice(at + 1)];
    const component = known.find(({ id, slug, name: own }) => [id, slug, own.toLowerCase()].includes(name));
    if (!component)
      throw new WrongUse(
        `There is no component “${each.slice(0, at)}”. There are: ${known.map((one) => one.name).join(", ")}.`,
      );
    const status = states[state as keyof typeof states];
    if (!status) throw new WrongUse(`“${state}” is no state. Say ok, slow, partly or down.`);
    return { componentId: component.id, status };
  });
}

function sharedOf(given: Given) {
  const happened = given["happened-at"];
  const minutes = given["next-update"];
  const happenedAt = happened === undefined ? undefined : Date.parse(happened);
  if (Number.isNaN(happenedAt))
    throw new WrongUse("Give --happened-at as a date and a time, such as 2026-11-27T10:36Z.");
  const inMinutes = minutes === undefined ? undefined : Number(minutes);
  if (inMinutes !== undefined && !(inMinutes > 0)) throw new WrongUse("Give --next-update in minutes, such as 30.");
  return {
    body: given.body ?? "",
    effect: given.effect,
    scope: given.scope,
    components: componentsOf(given),
    happenedAt,
    nextUpdateBy: inMinutes === undefined ? undefined : currentPage().at + Math.round(inMinutes * 60_000),
  };
}

/** The incident that is meant: the one that was named, or the only one that is open. */
function incidentOf({ incident }: Given): string {
  if (incident) return incident;
  const now = currentPage().at;
  const open = (currentFacts()?.facts.incidents ?? []).filter((each) => isOpen(each, now));
  if (open.length === 1 && open[0]) return open[0].id;
  if (open.length === 0) throw new WrongUse("No incident is open. Give --title to open one, or --incident.");
  throw new WrongUse(`Several are open; give --incident: ${open.map(({ id, name }) => `${id} (${name})`).join(", ")}`);
}

async function post(actor: Actor, given: Given): Promise<string> {
  const shared = sharedOf(given);
  if (given.title) {
    const status = (given.status ?? "investigating") as OpenIncidentInput["status"];
    const { id } = await openIncident(actor, { ...shared, name: given.title, status });
    return `/incidents/${id}`;
  }
  if (!given.status) throw new WrongUse("Give --status: investigating, identified, monitoring or resolved.");
  const incidentId = incidentOf(given);
  await postUpdate(actor, { ...shared, incidentId, seen: null, status: given.status as PostUpdateInput["status"] });
  return `/incidents/${incidentId}`;
}

async function run(): Promise<void> {
  const given = readArguments();
  if (given.help) return void process.stdout.write(`${usage}\n`);
  const { embedded, dataDir, siteUrl } = settings();
  const alone = embedded && lockHolder(dataDir) === null;
  const postgres = alone ? await borrowPostgres(dataDir).catch(() => null) : null;
  try {
    await startSnapshot({ keep: false });
    lookAtJournal();
    const before = waitingEntries().length;
    const path = await post({ ...systemActor, name: `${userInfo().username} on the machine` }, given);
    const waits = waitingEntries().length > before;
    const said = waits
      ? "Published. It will be filed when the database is back; notifications go out then."
      : "Posted.";
    process.stdout.write(`${said} ${siteUrl}${path}\n`);
  } finally {
    await stopSnapshot();
    await database().$disconnect();
    await postgres?.stop();
  }
}

/** What went wrong, in sentences, and the code to end with. */
function explain(error: unknown): number {
  const foreseen =
    error instanceof WrongUse ||
    error instanceof InvalidInput ||
    error instanceof Refusal ||
    error instanceof WrongStart;
  if (error instanceof DatabaseAway)
    process.stderr.write("The database is away, and nothing of it is known here to post against.\n");
  else process.stderr.write(`${foreseen ? error.message : String(error)}\n`);
  if (error instanceof WrongUse) process.stderr.write(`\n${usage}\n`);
  return error instanceof WrongUse || error instanceof WrongStart ? configurationExit : 1;
}

process.exitCode = await run().then(() => 0, explain);
process.exit();
