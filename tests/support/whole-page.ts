import { pageIdOf } from "@/domain/derived-id";
import { derivePage } from "@/domain/page";
import { type V2Name, v2Document, v2Names } from "@/messages/v2/documents";
import { sourceOf } from "@/messages/v2/source";
import { seed } from "@/prisma/seed";
import { actorOf } from "@/server/actor";
import { setComponentStatus } from "@/server/component-status";
import { archiveComponent, createComponent } from "@/server/components";
import { database } from "@/server/database";
import { changeIncident, editUpdate, openIncident, postUpdate, withdrawIncident } from "@/server/incidents";
import { loadFacts } from "@/server/load";
import { redact } from "@/server/redact";
import { changeStatusEmbed } from "@/server/status-embed";
import { makeToken } from "@/server/tokens";

const minute = 60_000;
const hour = 60 * minute;
const ada = { id: "ada000000000", email: "ada@example.com", name: "Ada Lovelace", role: "owner" as const };

/** A page on which everything was done that leaves a row of its own; `start` some hours ago. Gives back a token. */
export async function fillWholePage(start: number): Promise<string> {
  await seed(start);
  await database().person.create({ data: { ...ada, passwordHash: "a hash of no use", createdAt: new Date(start) } });
  const actor = actorOf(ada);
  const colors = { incidentBackground: "#a3131f", incidentText: "#ffffff", maintenanceBackground: "#1f5fa8" };
  await changeStatusEmbed(actor, { position: "top-left", ...colors, maintenanceText: "#ffffff" }, start);
  const { id: old } = await createComponent(actor, { name: "Fax" }, start);
  await setComponentStatus(actor, { componentId: old, status: "degraded_performance" }, start);
  await setComponentStatus(actor, { componentId: old, status: "operational" }, start + minute);
  await archiveComponent(actor, { componentId: old }, start + hour);
  await tellOfOutage(start);
  const opened = { name: "By mistake", body: "This is nothing." };
  const { id: incidentId } = await openIncident(actor, opened, start);
  await withdrawIncident(actor, { incidentId, reason: "It was a drill." }, start + hour);
  return (await makeToken(actor, { name: "Deployments", scopes: ["all"] })).token;
}

async function tellOfOutage(start: number): Promise<void> {
  const actor = actorOf(ada);
  const [web = "", api = ""] = (await loadFacts()).components.map(({ id }) => id);
  const components = [{ componentId: web, status: "major_outage" as const }];
  const first = { name: "Sign-in fails", body: "We are looking into it.", components };
  const { id: incidentId } = await openIncident(actor, first, start);
  const body = "The password hunter2 was shown to everybody.";
  const takeOffline = { componentIds: [api], reason: "to find the cause" };
  const next = { incidentId, seen: null, status: "identified" as const, body, takeOffline, nextUpdateBy: start + hour };
  await postUpdate(actor, next, start + minute);
  const [update] = await database().incidentUpdate.findMany({ where: { incidentId } });
  await editUpdate(
    actor,
    { updateId: update?.id ?? "", body: "We know more.", effect: null, scope: null },
    start + hour,
  );
  await redact(actor, { incidentId, text: "hunter2", reason: "a password" }, start + hour);
  const changed = { incidentId, name: "Nobody can sign in", impactOverride: "critical" as const, limitedDetail: false };
  await changeIncident(actor, changed, start + hour);
}

/** Documents of the API v2 as programs get them of the facts in the database at that moment. */
export async function documentsAt(at: number, names: readonly V2Name[] = v2Names): Promise<Record<string, string>> {
  const facts = await loadFacts();
  const { databaseId } = await database().page.findUniqueOrThrow({ where: { id: "page" } });
  const site = { pageId: pageIdOf(databaseId), url: "https://status.example.com" };
  const source = sourceOf(facts, derivePage(facts, at), site);
  return Object.fromEntries(names.map((name) => [name, JSON.stringify(v2Document(name, source))]));
}
