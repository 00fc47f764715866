import { z } from "zod";
import type { Facts, Id, Incident, Instant } from "@/domain/facts";
import { claimsOf, incidentStatusAt, isOpen, openOffline } from "@/domain/incident";
import { promiseOf } from "@/domain/promise";
import { type ComponentStatus, componentStatuses } from "@/domain/status";
import { baseStatus } from "@/domain/told";
import { words } from "@/messages/words";
import { type Actor, authorize } from "./actor";
import { newId } from "./ids";
import { id, parse } from "./input";
import { loadFacts } from "./load";
import { InvalidInput, Refusal } from "./refusal";
import { dateOf } from "./time";
import { storeUpdate } from "./update-posting";
import { type Tx, write } from "./write";

export const setComponentStatusInput = z.object({
  componentId: id,
  status: z.enum(componentStatuses, { error: `Choose one of: ${componentStatuses.join(", ")}.` }),
});

/**
 * Sets what the component shows outside incidents, and what open incidents say of it, each with a line in its public
 * record, so that what is written is read back.
 */
export async function setComponentStatus(
  actor: Actor | null,
  input: z.input<typeof setComponentStatusInput>,
  now?: Instant,
): Promise<void> {
  authorize(actor, "components.write");
  const { componentId, status } = parse(setComponentStatusInput, input);
  await write(
    actor,
    async (tx, at) => {
      const facts = await loadFacts(tx);
      const component = facts.components.find((each) => each.id === componentId);
      if (!component) throw new Refusal("not_found");
      if (component.archivedAt !== null)
        throw new InvalidInput({ componentId: `Restore ${component.name} first: it is archived.` });
      refuseOffline(facts, componentId, component.name, at);
      const times = { happenedAt: dateOf(at), postedAt: dateOf(at) };
      await tx.baseChange.create({ data: { id: newId(), componentId, status, ...times } });
      const incidentIds = await setClaims(tx, facts, { componentId, name: component.name, status }, actor.id, at);
      const before = { status: baseStatus(facts, componentId, at) };
      const event = { type: "component.status_set", subjectKind: "component", subjectId: componentId };
      return { event: { ...event, before, after: { status, incidentIds } }, result: undefined };
    },
    { now },
  );
}

function refuseOffline(facts: Facts, componentId: Id, name: string, at: Instant): void {
  const incident = facts.incidents.find(
    (each) => isOpen(each, at) && openOffline(each, at).some((interval) => interval.componentId === componentId),
  );
  if (!incident) return;
  const sentence = `${name} is taken offline on purpose in “${incident.name}”. Bring it back online there.`;
  throw new InvalidInput({ componentId: sentence });
}

type Told = { componentId: Id; name: string; status: ComponentStatus };

/** Posts a line on every open incident that says something else of the component; gives back which. */
async function setClaims(tx: Tx, facts: Facts, told: Told, authorId: Id | null, at: Instant): Promise<Id[]> {
  const status = told.status === "under_maintenance" ? "operational" : told.status;
  const others = facts.incidents.filter((incident) => {
    const claim = isOpen(incident, at) ? claimsOf(incident, at).get(told.componentId) : undefined;
    return claim !== undefined && claim !== status;
  });
  for (const incident of others) {
    const line = {
      ...silentDraft(incident, at),
      body: lineFor(told),
      components: [{ componentId: told.componentId, status }],
    };
    await storeUpdate(tx, incident.id, line, authorId, at);
    await tx.incident.update({ where: { id: incident.id }, data: { version: { increment: 1 } } });
  }
  return others.map(({ id }) => id);
}

function lineFor({ name, status }: Told): string {
  const t = words();
  const sentence =
    status === "under_maintenance"
      ? t("headline.unannounced_work", { names: name })
      : t(`change.${status}`, { names: name, count: 1 });
  return `${sentence}.`;
}

/** An update that keeps the incident's status and promise. */
function silentDraft(incident: Incident, at: Instant) {
  return {
    status: incidentStatusAt(incident, at) ?? ("investigating" as const),
    effect: null,
    scope: null,
    happenedAt: at,
    nextUpdateBy: promiseOf(incident, at)?.by ?? null,
    takeOffline: [],
    backOnline: [],
    reason: "",
    reopen: false,
  };
}
