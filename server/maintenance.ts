import { z } from "zod";
import type { Id, Instant } from "@/domain/facts";
import { componentsTouched, isOpen } from "@/domain/incident";
import { expectedEffects } from "@/domain/status";
import { shortNoticeMs, workBeganAt } from "@/domain/window";
import { endedAt } from "@/domain/window-state";
import { type Actor, authorize } from "./actor";
import { newId } from "./ids";
import { id, instant, line, parse, prose } from "./input";
import { loadFacts } from "./load";
import { InvalidInput, Refusal } from "./refusal";
import { dateOf, fitHappenedAt } from "./time";
import { type Tx, write } from "./write";

export const scheduleMaintenanceInput = z.object({
  name: line("a name for the maintenance", 255),
  message: prose("what to expect", 25_000),
  components: z
    .array(
      z.object({
        componentId: id,
        effect: z.enum(expectedEffects, { error: "Choose one of: none, slow, partly, down." }),
      }),
    )
    .min(1, { error: "Choose at least one component." })
    .max(1000)
    .refine((list) => new Set(list.map(({ componentId }) => componentId)).size === list.length, {
      error: "Name each component once.",
    }),
  startAt: instant("the start"),
  endAt: instant("the end"),
  autoComplete: z.boolean().default(false),
});
export const completeMaintenanceInput = z.object({ maintenanceId: id });
export const postMaintenanceUpdateInput = z.object({
  maintenanceId: id,
  body: prose("what customers should know", 25_000),
  happenedAt: instant("when it happened").nullish(),
});

type Plan = z.output<typeof scheduleMaintenanceInput>;

/** Announces planned work, now. What can't be called planned any more is refused, with what to do instead. */
export async function scheduleMaintenance(
  actor: Actor | null,
  input: z.input<typeof scheduleMaintenanceInput>,
  now?: Instant,
): Promise<{ id: Id }> {
  authorize(actor, "maintenance.write");
  const plan = parse(scheduleMaintenanceInput, input);
  return write(
    actor,
    async (tx, at) => {
      await refuseUnplanned(tx, plan, at);
      const { name, message, autoComplete, components, startAt, endAt } = plan;
      const maintenance = { id: newId() };
      const { noticeMinutes, shortNoticeMinutes } = (await loadFacts(tx)).settings;
      const times = { announcedAt: dateOf(at), startAt: dateOf(startAt), endAt: dateOf(endAt) };
      const said = { id: newId(), name, message, autoComplete, noticeMinutes, shortNoticeMinutes, ...times };
      await tx.maintenance.create({
        data: { ...maintenance, announcements: { create: { ...said, components: { create: components } } } },
      });
      return { event: about(maintenance.id, "maintenance.scheduled", null, plan), result: { id: maintenance.id } };
    },
    { now },
  );
}

async function refuseUnplanned(tx: Tx, { components, startAt, endAt }: Plan, now: Instant): Promise<void> {
  if (endAt <= startAt) throw new InvalidInput({ endAt: "The end comes before the start. Give a later end." });
  const facts = await loadFacts(tx);
  const shortNotice = shortNoticeMs(facts.settings);
  if (startAt - now < shortNotice) {
    const minutes = shortNotice / 60_000;
    throw new InvalidInput({
      startAt: `This is less than ${minutes} minutes ahead, too late to call it planned. Choose a later start, or open an incident and take the component offline on purpose; if nobody will notice, publish a notice.`,
    });
  }
  for (const { componentId } of components) {
    const component = facts.components.find(({ id }) => id === componentId);
    if (!component) throw new Refusal("not_found", "One of the components is not there.");
    if (component.archivedAt !== null)
      throw new InvalidInput({ components: `Restore ${component.name} first: it is archived.` });
    const open = facts.incidents.find(
      (each) => isOpen(each, now) && componentsTouched(each, now).includes(componentId),
    );
    if (open) {
      throw new InvalidInput({
        components: `${component.name} is part of the open incident “${open.name}”, so work on it is not planned. Say it there, or take ${component.name} offline on purpose.`,
      });
    }
  }
}

/** Confirms that everything is back. */
export async function completeMaintenance(
  actor: Actor | null,
  input: z.input<typeof completeMaintenanceInput>,
  now?: Instant,
): Promise<void> {
  authorize(actor, "maintenance.write");
  const { maintenanceId } = parse(completeMaintenanceInput, input);
  await write(
    actor,
    async (tx, at) => {
      const facts = await loadFacts(tx);
      const window = facts.maintenances.find((each) => each.id === maintenanceId);
      if (!window) throw new Refusal("not_found");
      if (workBeganAt(window, at) === null)
        throw new InvalidInput({ maintenanceId: "This work has not begun, so it can't be complete." });
      if (endedAt(facts, window, at) !== null)
        throw new InvalidInput({ maintenanceId: "This work is complete already." });
      const version = { increment: 1 };
      await tx.maintenance.update({ where: { id: maintenanceId }, data: { actualEnd: dateOf(at), version } });
      return { event: about(maintenanceId, "maintenance.completed", null, { actualEnd: at }), result: undefined };
    },
    { now },
  );
}

/** Posts an update on planned work. Gives back its id. */
export async function postMaintenanceUpdate(
  actor: Actor | null,
  input: z.input<typeof postMaintenanceUpdateInput>,
  now?: Instant,
): Promise<{ id: Id }> {
  authorize(actor, "maintenance.write");
  const { maintenanceId, body, happenedAt } = parse(postMaintenanceUpdateInput, input);
  return write(
    actor,
    async (tx, at) => {
      if (!(await tx.maintenance.findUnique({ where: { id: maintenanceId } }))) throw new Refusal("not_found");
      const update = { id: newId(), status: "in_progress" as const, body, happenedAt: fitHappenedAt(happenedAt, at) };
      const times = { happenedAt: dateOf(update.happenedAt), postedAt: dateOf(at) };
      await tx.maintenanceUpdate.create({ data: { ...update, ...times, maintenanceId } });
      await tx.maintenance.update({ where: { id: maintenanceId }, data: { version: { increment: 1 } } });
      return { event: about(maintenanceId, "maintenance.updated", null, update), result: { id: update.id } };
    },
    { now },
  );
}

function about(maintenanceId: Id, type: string, before: object | null, after: object | null) {
  return { type, subjectKind: "maintenance", subjectId: maintenanceId, before, after };
}
