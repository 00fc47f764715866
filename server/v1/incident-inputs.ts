import { z } from "zod";
import { expectedEffects, impacts, incidentStatuses, maintenanceStatuses } from "@/domain/status";
import { day, flag, ids, ignored, inputs, oneOf, states, text, time } from "./fields";

const incidentFields = z.object({
  name: text.meta({ maxLength: 255 }),
  status: oneOf([...incidentStatuses, ...maintenanceStatuses]).nullish(),
  impact_override: oneOf([...impacts, "maintenance"]).nullish(),
  body: text.meta({ maxLength: 25_000 }).nullish(),
  components: states.nullish(),
  component_ids: ids.nullish(),
  scheduled_for: time.nullish().describe("Makes it planned work, with `scheduled_until`."),
  scheduled_until: time.nullish(),
  scheduled_auto_completed: flag.nullish().describe("Whether the work ends by itself at its end, if all is well then."),
  auto_transition_to_maintenance_state: flag.nullish().describe("False: nobody will notice the work."),
  scheduled_auto_transition: flag.nullish().describe("False: nobody will notice the work."),
  backfilled: flag.nullish().describe("It is over, and is recorded afterwards."),
  backfill_date: day.nullish(),
  scheduled_auto_in_progress: ignored,
  auto_transition_to_operational_state: ignored,
  auto_transition_deliver_notifications_at_start: ignored,
  auto_transition_deliver_notifications_at_end: ignored,
  scheduled_remind_prior: ignored,
  reminder_intervals: ignored,
  deliver_notifications: ignored,
  metadata: ignored,
  happened_at: time.nullish().describe("Ours: when this happened; now where it is absent."),
  resolved_at: time.nullish().describe("Ours: when an incident that is recorded afterwards was over."),
  next_update_by: time.nullish().describe("Ours: when you will post next."),
  effect: text.meta({ maxLength: 120 }).nullish().describe("Ours: what customers notice."),
  scope: text.meta({ maxLength: 120 }).nullish().describe("Ours: for whom."),
  taken_offline: ids.nullish().describe("Ours: components that you take offline on purpose."),
  taken_offline_reason: text.meta({ maxLength: 300 }).nullish().describe("Ours: why; public."),
  back_online: ids.nullish().describe("Ours: components that are back; `components` may give their state."),
  expected_effects: z
    .record(z.string(), oneOf(expectedEffects), { error: "Send an object of component ids, each with its effect." })
    .nullish()
    .describe("Ours: what to expect of each component during planned work."),
  limited_detail: flag.nullish().describe("Ours: only what you write is shown, no figures."),
  reopen: flag.nullish().describe("Ours: says that an incident which was resolved is to be opened again."),
});
export type IncidentFields = Partial<z.output<typeof incidentFields>>;

export const postIncidentInput = z
  .object({ incident: incidentFields }, { error: "Send an object “incident”." })
  .register(inputs, { id: "PostIncident" });
export const patchIncidentInput = z
  .object({ incident: incidentFields.partial() }, { error: "Send an object “incident”." })
  .register(inputs, { id: "PatchIncident" });

export const patchUpdateInput = z
  .object({
    incident_update: z.object({
      body: text.meta({ maxLength: 25_000 }).nullish(),
      effect: text.meta({ maxLength: 120 }).nullish(),
      scope: text.meta({ maxLength: 120 }).nullish(),
      display_at: time.nullish().describe("Must be the time that it has: an update's time stays."),
      wants_twitter_update: ignored,
      deliver_notifications: ignored,
    }),
  })
  .register(inputs, { id: "PatchIncidentUpdate" });
