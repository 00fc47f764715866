// Tells one thing in the database of `DATA_DIR`, whether a Candor serves or not, and prints the ids that came of it: `copies-story.ts WHAT [ID …]`.
import { systemActor } from "@/server/actor";
import { archiveComponent, createComponent } from "@/server/components";
import { editUpdate, openIncident, postUpdate, withdrawIncident } from "@/server/incidents";
import { loadFacts } from "@/server/load";
import { scheduleMaintenance } from "@/server/maintenance";
import { changePage } from "@/server/page";
import { redact } from "@/server/redact";
import { onDatabase } from "@/server/tool";

const second = 1_000;
const day = 86_400 * second;
const now = Date.now();

async function lastUpdate(incidentId: string): Promise<string> {
  const found = (await loadFacts()).incidents.find(({ id }) => id === incidentId);
  return found?.updates.at(-1)?.id ?? "";
}

const stories: Record<string, (...told: string[]) => Promise<string[]>> = {
  page: async (name = "Harvest") => {
    const page = { timeZone: "America/New_York", supportLink: null, accentColor: null, logo: null };
    await changePage(systemActor, { ...page, name }, now - 30 * day);
    return [];
  },
  component: async (name = "") => [(await createComponent(systemActor, { name }, now - 30 * day)).id],
  archive: async (componentId = "") => {
    await archiveComponent(systemActor, { componentId });
    return [];
  },
  open: async (name = "", body = "", componentId = "") => {
    const components = componentId === "" ? [] : [{ componentId, status: "major_outage" as const }];
    return [(await openIncident(systemActor, { name, body, components })).id];
  },
  post: async (incidentId = "", body = "") => {
    await postUpdate(systemActor, { incidentId, seen: null, status: "identified", body });
    return [];
  },
  edit: async (incidentId = "", body = "") => {
    await editUpdate(systemActor, { updateId: await lastUpdate(incidentId), body });
    return [];
  },
  withdraw: async (incidentId = "", reason = "") => {
    await withdrawIncident(systemActor, { incidentId, reason });
    return [];
  },
  redact: async (incidentId = "", text = "") => {
    await redact(systemActor, { incidentId, text, reason: "it named a person" });
    return [];
  },
  work: async (componentId = "", startsIn = "", lasts = "") => {
    const startAt = now + Number(startsIn) * second;
    const times = { startAt, endAt: startAt + Number(lasts) * second };
    const components = [{ componentId, effect: "down" as const }];
    const plan = { name: "Database upgrade", message: "We upgrade our databases.", components, ...times };
    return [(await scheduleMaintenance(systemActor, plan, now - 3 * day)).id];
  },
};

const [what = "", ...told] = process.argv.slice(2);
const made = await onDatabase(async () => stories[what]?.(...told) ?? []);
process.stdout.write(`told ${made.join(" ")}\n`);
