import { z } from "zod";
import type { Id, Instant } from "@/domain/facts";
import { incidentStatuses } from "@/domain/status";
import { type Actor, authorize } from "./actor";
import { newId } from "./ids";
import { id, line, optionalLine, parse, prose } from "./input";
import { preparedSentences } from "./prepared-sentences";
import { Refusal } from "./refusal";
import { write } from "./write";

export const saveTemplateInput = z.object({
  templateId: id.nullish(),
  name: line("a name for the template", 255),
  status: z.enum(incidentStatuses, { error: "Choose one of: investigating, identified, monitoring, resolved." }),
  body: prose("the prepared text", 25_000),
  effect: optionalLine("what customers notice", 120),
});
export const deleteTemplateInput = z.object({ templateId: id });

/** Makes a template, or changes the one that `templateId` names. */
export async function saveTemplate(
  actor: Actor | null,
  input: z.input<typeof saveTemplateInput>,
  now?: Instant,
): Promise<{ id: Id }> {
  authorize(actor, "templates.write");
  const { templateId, effect, ...given } = parse(saveTemplateInput, input);
  return write(
    actor,
    async (tx) => {
      const before = templateId ? await tx.template.findUnique({ where: { id: templateId } }) : null;
      if (templateId && !before) throw new Refusal("not_found");
      const last = await tx.template.aggregate({ _max: { position: true } });
      const position = before?.position ?? (last._max.position ?? -1) + 1;
      const after = { id: before?.id ?? newId(), ...given, effect: effect || null, position };
      await tx.template.upsert({ where: { id: after.id }, create: after, update: after });
      return { event: about(after.id, "template.saved", before, after), result: { id: after.id } };
    },
    { now },
  );
}

export async function deleteTemplate(
  actor: Actor | null,
  input: z.input<typeof deleteTemplateInput>,
  now?: Instant,
): Promise<void> {
  authorize(actor, "templates.write");
  const { templateId } = parse(deleteTemplateInput, input);
  await write(
    actor,
    async (tx) => {
      const before = await tx.template.findUnique({ where: { id: templateId } });
      if (!before) throw new Refusal("not_found");
      await tx.template.delete({ where: { id: templateId } });
      return { event: about(templateId, "template.deleted", before, null), result: undefined };
    },
    { now },
  );
}

/** Gives a new page the sentences that Candor brings. */
export async function prepareTemplates(actor: Actor | null, now?: Instant): Promise<void> {
  authorize(actor, "templates.write");
  await write(
    actor,
    async (tx) => {
      const templates = preparedSentences.map((sentence, position) => ({ id: newId(), ...sentence, position }));
      await tx.template.createMany({ data: templates });
      return { event: about("all", "templates.prepared", null, { templates }), result: undefined };
    },
    { now },
  );
}

function about(templateId: Id, type: string, before: object | null, after: object | null) {
  return { type, subjectKind: "template", subjectId: templateId, before, after };
}
