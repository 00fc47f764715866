import { componentStatusAt } from "@/domain/component-state";
import type { Facts, Id, Instant } from "@/domain/facts";
import { componentsTouched, isOpen } from "@/domain/incident";
import { announcementInForce } from "@/domain/window";
import { isRunning } from "@/domain/window-state";
import { loadFacts } from "./load";
import { InvalidInput } from "./refusal";
import type { Tx } from "./write";

/**
 * Archiving, regrouping and deleting can't turn the page green: refused while a component is not operational, in an
 * open incident or in a running window.
 */
export async function refuseUnlessQuiet(tx: Tx, componentIds: Id[], now: Instant): Promise<void> {
  if (componentIds.length === 0) return;
  const facts = await loadFacts(tx);
  for (const componentId of componentIds) {
    const why = unrestOf(facts, componentId, now);
    const name = facts.components.find(({ id }) => id === componentId)?.name;
    if (why)
      throw new InvalidInput({
        componentId: `${name} ${why} Until then it stays where it is, so that nothing is hidden.`,
      });
  }
}

function unrestOf(facts: Facts, componentId: Id, now: Instant): string | null {
  const incident = facts.incidents.find(
    (each) => isOpen(each, now) && componentsTouched(each, now).includes(componentId),
  );
  if (incident) return `is part of the open incident “${incident.name}”. Resolve that first.`;
  const window = facts.maintenances.find(
    (each) =>
      isRunning(facts, each, now) &&
      each.announcements.some(({ components }) => components.some((part) => part.componentId === componentId)),
  );
  if (window)
    return `is part of the running maintenance “${announcementInForce(window, now)?.name}”. Complete that first.`;
  const status = componentStatusAt(facts, componentId, now);
  return status === "operational" ? null : "is not operational. Set it to operational first, once it is.";
}
