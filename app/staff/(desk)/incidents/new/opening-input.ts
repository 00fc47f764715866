import { namesOf } from "@/components/staff/composer-base";
import type { Values } from "@/components/staff/form-state";
import { firstTemplates, quickWording } from "@/components/staff/quick-draft";
import { type QuickFields, quickFields, saidSince } from "@/components/staff/quick-fields";
import type { Facts, Instant } from "@/domain/facts";
import { listTemplates } from "@/server/reads";
import { InvalidInput } from "@/server/refusal";
import type { OpenIncidentInput } from "@/server/update-input";
import { instantField, text } from "../../../fields";
import { editorFacts } from "../../../known";
import { nextUpdateField } from "../../../next-update";

/** What was touched, with the rest filled in, as the command takes it. */
export async function openingInput(values: Values, now: Instant): Promise<OpenIncidentInput> {
  const fields = quickFields(values);
  const { facts } = await editorFacts(null);
  const state = stateOf(fields);
  const written = await wordedBy(values, fields, facts, now);
  return {
    ...written,
    status: statusOf(values),
    scope: fields.scope || undefined,
    happenedAt: instantField(values, "happenedAt", facts.page.timeZone),
    nextUpdateBy: nextUpdateField(values, facts.page.timeZone, now),
    components: fields.components.map((componentId) => ({ componentId, status: state })),
    impactOverride: fields.noImpact ? "none" : null,
  };
}

function stateOf({ components, state }: QuickFields) {
  if (components.length > 0 && state === null) throw new InvalidInput({ state: "Choose how bad it is." });
  return state ?? "operational";
}

/** What the form showed is what is posted; without JavaScript it shows nothing, so an empty field is filled in here. */
async function wordedBy(values: Values, fields: QuickFields, facts: Facts, now: Instant) {
  const names = namesOf(fields.components, facts.components);
  const choice = {
    names,
    state: fields.state ?? ("operational" as const),
    sentence: fields.sentence,
    since: saidSince(fields, facts.page.timeZone),
  };
  const filled = quickWording(choice, firstTemplates(await listTemplates()), facts.page.timeZone, now);
  const said = (field: keyof typeof filled) =>
    values[`${field}Typed`] ? text(values, field) : text(values, field).trim() || filled[field];
  return { name: said("name"), body: said("body"), effect: said("effect").trim() || undefined };
}

/** As it was sent, since the command says what is wrong with it. */
function statusOf(values: Values): OpenIncidentInput["status"] {
  return (values.status?.[0] ?? "investigating") as OpenIncidentInput["status"];
}
