import { z } from "zod";
import { componentStatuses, expectedEffects, impacts, incidentStatuses, maintenanceStatuses } from "@/domain/status";
import { embedPositions } from "../status-embed";

/** What requests bring, by the names that they have on the wire. OpenAPI is made from these too. */
export const inputs = z.registry<{ id: string }>();

const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, { error: `Choose one of: ${values.filter(Boolean).join(", ")}.` });

/** Forms send words. */
const flag = z
  .union([z.boolean(), z.enum(["true", "false", "1", "0"])], { error: "Say true or false." })
  .transform((given) => given === true || given === "true" || given === "1");

const text = z.string({ error: "Send a text." });

const time = z.iso
  .datetime({ offset: true, error: "Send a time with its offset, such as 2026-11-27T14:36:00Z." })
  .transform((given) => Date.parse(given));

const day = z.iso.date({ error: "Send a date, such as 2026-11-27." });

const ids = z
  .array(z.string(), { error: "Send a list of component ids." })
  .transform((list) => list.filter((each) => each !== ""));

const stateOrNothing = z.enum([...componentStatuses, ""], {
  error: `Choose one of: ${componentStatuses.join(", ")}.`,
});

const states = z
  .union([z.record(z.string(), stateOrNothing), z.array(z.string())], {
    error: `Send an object of component ids, each with one of: ${componentStatuses.join(", ")}.`,
  })
  .describe("The state of each component by its id. A list of ids names components without a state.");

const ignored = z.unknown().optional().describe("Taken for the sake of old clients, and not kept.");

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

const componentFields = z.object({
  name: text.meta({ maxLength: 255 }),
  description: text.meta({ maxLength: 500 }).nullish(),
  status: stateOrNothing.nullish(),
  group_id: text.nullish(),
  start_date: day.nullish().describe("The first day of which something is known; not later than today."),
  only_show_if_degraded: ignored,
  showcase: ignored,
});
export type ComponentFields = Partial<z.output<typeof componentFields>>;

export const postComponentInput = z.object({ component: componentFields }).register(inputs, { id: "PostComponent" });
export const patchComponentInput = z
  .object({ component: componentFields.partial() })
  .register(inputs, { id: "PatchComponent" });

const groupFields = z.object({ name: text.meta({ maxLength: 255 }), components: ids });
export const postGroupInput = z
  .object({ description: ignored, component_group: groupFields })
  .register(inputs, { id: "PostComponentGroup" });
export const patchGroupInput = z
  .object({ description: ignored, component_group: groupFields.partial() })
  .register(inputs, { id: "PatchComponentGroup" });

export const patchPageInput = z
  .object({
    page: z.object({
      name: text.meta({ maxLength: 100 }).nullish(),
      time_zone: text.nullish().describe("An IANA name."),
      support_url: text.nullish(),
    }),
  })
  .register(inputs, { id: "PatchPage" });

const color = text.meta({ pattern: "^#[0-9a-fA-F]{6}$" }).nullish();
export const patchEmbedInput = z
  .object({
    status_embed_config: z.object({
      position: oneOf(embedPositions).nullish(),
      incident_background_color: color,
      incident_text_color: color,
      maintenance_background_color: color,
      maintenance_text_color: color,
    }),
  })
  .register(inputs, { id: "PatchStatusEmbedConfig" });

const noticeFields = z.object({
  title: text.meta({ maxLength: 255 }),
  body: text.meta({ maxLength: 25_000 }),
  from: time.nullish().describe("From when it is shown; now where it is absent."),
  until: time.nullish().describe("Until when; until it is withdrawn where it is null."),
});
export const postNoticeInput = z.object({ notice: noticeFields }).register(inputs, { id: "PostNotice" });
export const patchNoticeInput = z.object({ notice: noticeFields.partial() }).register(inputs, { id: "PatchNotice" });

const whole = (least: number, most: number) => {
  const error = `Send a whole number from ${least} to ${most}.`;
  return z.coerce.number({ error }).int({ error }).min(least, { error }).max(most, { error });
};
const page = whole(1, 1_000_000).default(1).describe("Counted from 1.");

export const pagingQuery = z.object({ page, per_page: whole(1, 100).default(100) });
export const incidentsQuery = z.object({
  page,
  limit: whole(1, 100).default(100),
  q: z.string().max(200).optional().describe("Words of the name or of an update."),
});
export const uptimeQuery = z.object({
  start: time.optional(),
  end: time.optional(),
  skip_related_events: z.string().optional(),
});
export const deleteQuery = z.object({
  reason: z.string().max(300).optional().describe("Ours: why it is taken back; public."),
});
