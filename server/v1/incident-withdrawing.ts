import { workBeganAt } from "@/domain/window";
import { words } from "@/messages/words";
import { withdrawIncident } from "../incidents";
import { cancelMaintenance } from "../maintenance";
import { withdrawNotice } from "../notices";
import { InvalidInput } from "../refusal";
import { type Call, type Done, requireScope } from "./endpoint";
import { type Found, findRecord } from "./records";
import { whileThere } from "./while-there";

/** Takes an incident back as posted in error, work that has not begun as cancelled, and a notice off the page. */
export async function takeBack(call: Call, query: Record<string, unknown>): Promise<Done> {
  const id = call.params.incident_id ?? "";
  const found = await findRecord(id);
  const given = typeof query.reason === "string" ? query.reason : null;
  await whileThere(() => withdrawn(call, found, given));
  return { status: 200, subject: { kind: found.kind, id: id } };
}

async function withdrawn(call: Call, found: Found, reason: string | null): Promise<void> {
  if (found.kind === "maintenance") {
    requireScope(call.actor, "maintenance");
    if (workBeganAt(found.window, Date.now()) !== null && !found.window.imported) {
      const sentence = "This work has begun, so it can’t be deleted. End it: PATCH its status to “completed”.";
      throw new InvalidInput({ form: sentence });
    }
    return cancelMaintenance(call.actor, {
      maintenanceId: found.window.id,
      reason: reason ?? words()("byApi.cancelled"),
    });
  }
  requireScope(call.actor, "incidents");
  if (found.kind === "notice") return withdrawNotice(call.actor, { noticeId: found.notice.id });
  const withdrawal = { incidentId: found.incident.id, reason: reason ?? words()("byApi.withdrawn") };
  return withdrawIncident(call.actor, withdrawal);
}
