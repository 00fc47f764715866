import { z } from "zod";
import { componentStatuses, expectedEffects, impacts, incidentStatuses, maintenanceStatuses } from "@/domain/status";

/** What answers bring. OpenAPI is made from these too. */
export const shapes = z.registry<{ id: string }>();

export const id = z.string().regex(/^[a-z0-9]{12}$/);
export const at = z.iso.datetime();
export const nothing = z.null();
const status = z.enum([...incidentStatuses, ...maintenanceStatuses]);

export const componentShape = z
  .object({
    id,
    page_id: id,
    group_id: id.nullable(),
    created_at: at,
    updated_at: at,
    group: z.literal(false),
    name: z.string(),
    description: z.string().nullable(),
    position: z.int(),
    status: z.enum(componentStatuses),
    showcase: z.boolean(),
    only_show_if_degraded: z.boolean(),
    automation_email: nothing,
    start_date: z.iso.date(),
  })
  .register(shapes, { id: "Component" });

export const updateShape = z
  .object({
    id: z.string(),
    incident_id: id,
    affected_components: z
      .array(
        z.object({
          code: id,
          name: z.string(),
          old_status: z.enum(componentStatuses),
          new_status: z.enum(componentStatuses),
        }),
      )
      .nullable(),
    body: z.string(),
    created_at: at,
    custom_tweet: nothing,
    deliver_notifications: z.boolean(),
    display_at: at,
    status,
    tweet_id: nothing,
    twitter_updated_at: nothing,
    updated_at: at,
    wants_twitter_update: z.boolean(),
  })
  .register(shapes, { id: "IncidentUpdate" });

const ours = z
  .object({
    kind: z.enum(["incident", "maintenance", "notice"]),
    effect: z.string().nullable(),
    scope: z.string().nullable(),
    started_at: at,
    next_update_by: at.nullable(),
    taken_offline: z.array(id),
    expected_effects: z.record(z.string(), z.enum(expectedEffects)).nullable(),
    announced_at: at.nullable(),
    instead_of: z
      .literal("scheduled_maintenance")
      .nullable()
      .describe("What was asked for, where this was made instead."),
    because: z.string().nullable(),
    notes: z.array(z.string()),
  })
  .describe("What is ours, apart from what other products have.");

export const incidentShape = z
  .object({
    id,
    components: z.array(componentShape),
    created_at: at,
    impact: z.enum([...impacts, "maintenance"]),
    impact_override: z.enum(impacts).nullable(),
    incident_updates: z.array(updateShape),
    metadata: z.object({}),
    monitoring_at: at.nullable(),
    name: z.string(),
    page_id: id,
    postmortem_body: nothing,
    postmortem_body_last_updated_at: nothing,
    postmortem_ignored: z.boolean(),
    postmortem_notified_subscribers: z.boolean(),
    postmortem_notified_twitter: z.boolean(),
    postmortem_published_at: nothing,
    resolved_at: at.nullable(),
    scheduled_auto_completed: z.boolean(),
    scheduled_auto_in_progress: z.boolean(),
    scheduled_for: at.nullable(),
    auto_transition_deliver_notifications_at_end: z.boolean().nullable(),
    auto_transition_deliver_notifications_at_start: z.boolean().nullable(),
    auto_transition_to_maintenance_state: z.boolean().nullable(),
    auto_transition_to_operational_state: z.boolean().nullable(),
    scheduled_remind_prior: z.boolean(),
    scheduled_reminded_at: nothing,
    scheduled_until: at.nullable(),
    shortlink: z.url(),
    status,
    updated_at: at,
    reminder_intervals: nothing,
    candor: ours,
  })
  .register(shapes, { id: "Incident" });
export type IncidentShape = z.infer<typeof incidentShape>;
export type UpdateShape = z.infer<typeof updateShape>;

export const groupShape = z
  .object({
    id,
    page_id: id,
    name: z.string(),
    description: z.string().nullable(),
    components: z.array(id),
    position: z.int(),
    created_at: at,
    updated_at: at,
  })
  .register(shapes, { id: "GroupComponent" });

export const errorShape = z
  .object({
    error: z.union([z.string(), z.array(z.string())]),
    message: z.string(),
    errors: z.record(z.string(), z.string()).optional().describe("A sentence for each field, by its name on the wire."),
  })
  .register(shapes, { id: "Error" });
