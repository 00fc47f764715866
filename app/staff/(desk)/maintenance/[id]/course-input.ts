import type { Values } from "@/components/staff/form-state";
import type { ExtendMaintenanceInput, PostMaintenanceUpdateInput } from "@/server/maintenance-input";
import { InvalidInput } from "@/server/refusal";
import { filled, instantField, text } from "../../../fields";

/** The end of the button that was pressed, else the one that was typed. */
export function extensionInput(values: Values, zone: string): ExtendMaintenanceInput {
  const endAt = Number(filled(values, "until")) || instantField(values, "endAt", zone);
  if (endAt === undefined) throw new InvalidInput({ endAt: "Give the new end as a day and a time." });
  const seen = filled(values, "seen");
  return { maintenanceId: text(values, "maintenanceId"), endAt, seen: seen === undefined ? null : Number(seen) };
}

/** As it was sent: the command says what is wrong with it. */
export function updateInput(values: Values): PostMaintenanceUpdateInput {
  const status = filled(values, "status") as PostMaintenanceUpdateInput["status"];
  return { maintenanceId: text(values, "maintenanceId"), body: text(values, "body"), status };
}
