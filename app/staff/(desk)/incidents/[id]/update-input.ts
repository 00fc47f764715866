import { changedLine, changedStates, composerFields } from "@/components/staff/composer-fields";
import type { Values } from "@/components/staff/form-state";
import type { Instant } from "@/domain/facts";
import type { PostUpdateInput } from "@/server/update-input";
import { filled, instantField, text } from "../../../fields";
import { nextUpdateField } from "../../../next-update";

/** What the composer sent, as the command takes it. */
export function updateInput(values: Values, zone: string, now: Instant): PostUpdateInput {
  const fields = composerFields(values);
  const seen = filled(values, "seen");
  return {
    incidentId: text(values, "incidentId"),
    seen: seen === undefined ? null : Number(seen),
    status: statusField(values),
    body: fields.body,
    effect: changedLine(fields.effect, fields.effectWas),
    scope: changedLine(fields.scope, fields.scopeWas),
    happenedAt: instantField(values, "happenedAt", zone),
    nextUpdateBy: fields.status === "resolved" ? null : nextUpdateField(values, zone, now),
    components: changedStates(fields),
    takeOffline: takeOffline(fields.offline, fields.offlineReason),
    backOnline: Object.entries(fields.back).map(([componentId, status]) => ({ componentId, status })),
    reopen: fields.reopen,
  };
}

/** As it was sent: the command says what is wrong with it. */
function statusField(values: Values): PostUpdateInput["status"] {
  return text(values, "status") as PostUpdateInput["status"];
}

function takeOffline(componentIds: readonly string[], reason: string): PostUpdateInput["takeOffline"] {
  return componentIds.length === 0 ? undefined : { componentIds: [...componentIds], reason };
}
