import { z } from "zod";
import type { Id, Instant } from "@/domain/facts";
import { incidentStatuses } from "@/domain/status";
import { type Actor, authorize } from "./actor";
import { database } from "./database";
import { newId } from "./ids";
import { id, key, line, optionalLine, parse, prose } from "./input";
import { preparedSentences } from "./prepared-sentences";
import { Refusal } from "./refusal";
import { onceFor, type Tx, write } from "./write";

export const saveTemplateInput = z.object({
  key,
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
  const { key, templateId, effect, ...given } = parse(saveTemplateInput, input);
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
    { now, once: onceFor("saveTemplate", templateId ? undefined : key) },
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

const all = "all";

/** Whether the page ever got the sentences that Candor brings, whatever became of them since. */
export async function werePrepared(): Promise<boolean> {
  const where = { subjectKind: "template", subjectId: all, type: "templates.prepared" };
  return (await database().event.findFirst({ where, select: { id: true } })) !== null;
}

/** Gives a new page the sentences that Candor brings, once also when two ask for it at the same time. */
export async function prepareTemplates(actor: Actor | null, now?: Instant): Promise<void> {
  authorize(actor, "templates.write");
  const change = async (tx: Tx) => {
    const templates = preparedSentences.map((sentence, position) => ({ id: newId(), ...sentence, position }));
    await tx.template.createMany({ data: templates });
    return { event: about(all, "templates.prepared", null, { templates }), result: { id: all } };
  };
  await write(actor, change, { now, once: onceFor("prepareTemplates", all) });
}

function about(templateId: Id, type: string, before: object | null, after: object | null) {
  return { type, subjectKind: "template", subjectId: templateId, before, after };
}
