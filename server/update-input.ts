import { z } from "zod";
import { impacts, incidentComponentStatuses, incidentStatuses } from "@/domain/status";
import { id, instant, key, line, optionalLine, prose } from "./input";

export const longestName = 255;
export const longestBody = 25_000;
export const longestLine = 120;
export const longestReason = 300;

export const incidentName = line("a name for the incident", longestName);
export const updateBody = prose("what customers should know", longestBody);
export const effectLine = optionalLine("what customers notice", longestLine);
export const scopeLine = optionalLine("for whom", longestLine);
export const reasonLine = (what: string) => line(what, longestReason);

const componentStatus = z.enum(incidentComponentStatuses, {
  error: ({ input }) =>
    input === "under_maintenance"
      ? "An incident can't say “under maintenance”: planned work is announced as maintenance before it begins. Choose how well the component works, or take it offline on purpose."
      : "Choose one of: operational, degraded performance, partial outage, major outage.",
});

export const claims = z
  .array(z.object({ componentId: id, status: componentStatus }), { error: "Give a list of components." })
  .max(1000)
  .refine((list) => new Set(list.map(({ componentId }) => componentId)).size === list.length, {
    error: "Name each component once.",
  });

const takeOffline = z
  .object({ componentIds: z.array(id).max(1000), reason: reasonLine("why you take it offline") })
  .nullish()
  .transform((given) => (given?.componentIds.length ? given : null));

const shared = {
  key,
  body: updateBody,
  effect: effectLine,
  scope: scopeLine,
  happenedAt: instant("when it happened").nullish(),
  nextUpdateBy: instant("when you will post next").nullish(),
};

export const openIncidentInput = z.object({
  ...shared,
  name: incidentName,
  status: z
    .enum(["investigating", "identified", "monitoring"], {
      error: "A new incident is investigating, identified or monitoring; post “resolved” after it.",
    })
    .default("investigating"),
  components: claims.default([]),
  takeOffline,
  impactOverride: z.enum(impacts, { error: "Choose one of: none, minor, major, critical." }).nullish(),
  limitedDetail: z.boolean().default(false),
});
export type OpenIncidentInput = z.input<typeof openIncidentInput>;

export const recordPastIncidentInput = openIncidentInput
  .omit({ status: true, nextUpdateBy: true, takeOffline: true })
  .extend({
    happenedAt: instant("when it began"),
    /** Absent: when it began. */
    resolvedAt: instant("when it was over").nullish(),
    /** What is said of its end. */
    resolution: updateBody,
  });
export type RecordPastIncidentInput = z.input<typeof recordPastIncidentInput>;

export const postUpdateInput = z.object({
  ...shared,
  incidentId: id,
  /** The incident's version that the editor saw; null skips the check. */
  seen: z.number().int().nullable(),
  status: z.enum(incidentStatuses, { error: "Choose one of: investigating, identified, monitoring, resolved." }),
  components: claims.default([]),
  takeOffline,
  backOnline: claims.default([]),
  reopen: z.boolean().default(false),
});
export type PostUpdateInput = z.input<typeof postUpdateInput>;
export type PostUpdate = z.output<typeof postUpdateInput>;

export const editUpdateInput = z.object({ updateId: id, body: updateBody, effect: effectLine, scope: scopeLine });
export type EditUpdateInput = z.input<typeof editUpdateInput>;

export const changeIncidentInput = z.object({
  incidentId: id,
  name: incidentName,
  impactOverride: z.enum(impacts, { error: "Choose one of: none, minor, major, critical." }).nullable(),
  limitedDetail: z.boolean(),
});
export type ChangeIncidentInput = z.input<typeof changeIncidentInput>;

export const withdrawIncidentInput = z.object({ incidentId: id, reason: reasonLine("why you withdraw it") });
export type WithdrawIncidentInput = z.input<typeof withdrawIncidentInput>;
