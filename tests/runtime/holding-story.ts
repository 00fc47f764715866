// Tells one thing in the database of a Candor that serves, and prints the ids that came of it: `holding-story.ts WHAT [ID …]`.
import { systemActor } from "@/server/actor";
import { createComponent } from "@/server/components";
import { openIncident, postUpdate } from "@/server/incidents";
import { scheduleMaintenance } from "@/server/maintenance";
import { completeMaintenance } from "@/server/maintenance-course";
import { changePage } from "@/server/page";
import { onDatabase } from "@/server/tool";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const now = Date.now();
const began = now - 30 * day;
const body =
  "Both **database servers** crashed.\n\n<script>alert(1)</script>\n\n- [Your data](javascript:alert(1)) is safe.";

const stories: Record<string, (...ids: string[]) => Promise<string[]>> = {
  product: async () => {
    const page = { timeZone: "America/New_York", supportLink: "help@harvest.example", accentColor: null, logo: null };
    await changePage(systemActor, { ...page, name: "Harvest" }, began);
    const make = async (name: string) => (await createComponent(systemActor, { name }, began)).id;
    return [await make("Web app"), await make("Mail")];
  },
  outage: async (componentId = "") => {
    const components = [{ componentId, status: "major_outage" as const }];
    const effect = "You can’t sign in to Harvest";
    const nextUpdateBy = now + 30 * minute;
    const told = { name: "Database servers crash", body, effect, components, nextUpdateBy };
    return [(await openIncident(systemActor, { ...told, happenedAt: now - 10 * minute })).id];
  },
  over: async (incidentId = "", componentId = "") => {
    const components = [{ componentId, status: "operational" as const }];
    await postUpdate(systemActor, { incidentId, seen: null, status: "monitoring", body: "It is back.", components });
    await postUpdate(systemActor, { incidentId, seen: null, status: "resolved", body: "It stays.", components: [] });
    return [];
  },
  work: async (...ids) => {
    const components = ids.map((componentId) => ({ componentId, effect: "down" as const }));
    const times = { startAt: now - hour, endAt: now + 2 * hour };
    const told = { name: "Database upgrade", message: "We upgrade our databases.", components, ...times };
    return [(await scheduleMaintenance(systemActor, told, now - 3 * day)).id];
  },
  ending: async (componentId = "", endAt = "") => {
    const components = [{ componentId, effect: "down" as const }];
    const times = { startAt: now - hour, endAt: Number(endAt) };
    const told = { name: "Database upgrade", message: "We upgrade our databases.", components, ...times };
    return [(await scheduleMaintenance(systemActor, told, now - 3 * day)).id];
  },
  done: async (maintenanceId = "") => {
    await completeMaintenance(systemActor, { maintenanceId });
    return [];
  },
};

const [what = "", ...ids] = process.argv.slice(2);
const made = await onDatabase(async () => stories[what]?.(...ids) ?? []);
process.stdout.write(`told ${made.join(" ")}\n`);
