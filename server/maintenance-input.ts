import { z } from "zod";
import { expectedEffects } from "@/domain/status";
import { id, instant, key, line, optionalLine, optionalProse, prose } from "./input";
import {
  claims,
  effectLine,
  incidentName,
  longestBody,
  longestName,
  longestReason,
  reasonLine,
  updateBody,
} from "./update-input";

export const workName = line("a name for the work", longestName);
export const workMessage = prose("what to expect", longestBody);

const part = z.object({
  componentId: id,
  effect: z.enum(expectedEffects, {
    error: "Choose what to expect of each component: none, slow, partly or down.",
  }),
});

export const effects = z
  .array(part, { error: "Choose at least one component." })
  .min(1, { error: "Choose at least one component." })
  .max(1000, { error: "Choose at most 1,000 components." })
  .refine((list) => new Set(list.map(({ componentId }) => componentId)).size === list.length, {
    error: "Name each component once.",
  });

const plan = {
  name: workName,
  message: workMessage,
  components: effects,
  startAt: instant("the start"),
  endAt: instant("the end"),
};
const maintenanceId = id;
/** The version that the editor saw; null skips the check. */
const seen = z.number().int().nullable();

export const scheduleMaintenanceInput = z.object({ ...plan, autoComplete: z.boolean().default(false), key });
export type ScheduleMaintenanceInput = z.input<typeof scheduleMaintenanceInput>;

export const changeMaintenanceInput = z.object({ maintenanceId, seen, ...plan, autoComplete: z.boolean() });
export type ChangeMaintenanceInput = z.input<typeof changeMaintenanceInput>;

export const extendMaintenanceInput = z.object({ maintenanceId, seen: seen.default(null), endAt: plan.endAt });
export type ExtendMaintenanceInput = z.input<typeof extendMaintenanceInput>;

export const cancelMaintenanceInput = z.object({ maintenanceId, reason: reasonLine("why it is cancelled") });
export type CancelMaintenanceInput = z.input<typeof cancelMaintenanceInput>;

export const beginMaintenanceInput = z.object({ maintenanceId });
export type BeginMaintenanceInput = z.input<typeof beginMaintenanceInput>;

export const completeMaintenanceInput = z.object({
  maintenanceId,
  /** Absent or empty: nothing more is said than that it is over. */
  body: optionalProse("what customers should know", longestBody),
});
export type CompleteMaintenanceInput = z.input<typeof completeMaintenanceInput>;

export const postMaintenanceUpdateInput = z.object({
  maintenanceId,
  body: updateBody,
  /** Absent: the work's status stays. */
  status: z
    .enum(["scheduled", "in_progress", "verifying"], {
      error: "Choose one of: scheduled, in progress, verifying. To end it, say that everything is back.",
    })
    .nullish(),
  happenedAt: instant("when it happened").nullish(),
  key,
});
export type PostMaintenanceUpdateInput = z.input<typeof postMaintenanceUpdateInput>;

export const turnIntoIncidentInput = z.object({
  maintenanceId,
  name: incidentName,
  body: updateBody,
  effect: effectLine,
  components: claims.default([]),
  nextUpdateBy: instant("when you will post next").nullish(),
  key,
});
export type TurnIntoIncidentInput = z.input<typeof turnIntoIncidentInput>;

export const recordPastMaintenanceInput = z.object({ ...plan, key });
export type RecordPastMaintenanceInput = z.input<typeof recordPastMaintenanceInput>;

export const openUnannouncedWorkInput = z.object({
  name: workName,
  message: workMessage,
  components: effects,
  /** Why components are taken offline; absent or empty: "for work that we did not announce". */
  reason: optionalLine("why you take it offline", longestReason),
  /** When it begins; absent: now. What is felt of it can't be told before; a notice of it is shown from then on. */
  startAt: instant("the start").nullish(),
  /** When it is meant to be over: until then a notice of it stays. */
  endAt: instant("the end").nullish(),
  key,
});
export type OpenUnannouncedWorkInput = z.input<typeof openUnannouncedWorkInput>;
