import { z } from "zod";
import {
  componentStatuses,
  expectedEffects,
  impacts,
  incidentStatuses,
  indicators,
  maintenanceStatuses,
} from "@/domain/status";
import { embedPositions } from "../status-embed";

/** What answers bring. OpenAPI is made from these too. */
export const shapes = z.registry<{ id: string }>();

const id = z.string().regex(/^[a-z0-9]{12}$/);
const at = z.iso.datetime();
const nothing = z.null();
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
    description: nothing,
    components: z.array(id),
    position: z.int(),
    created_at: at,
    updated_at: at,
  })
  .register(shapes, { id: "GroupComponent" });

export const pageShape = z
  .object({
    id,
    created_at: at,
    updated_at: at,
    name: z.string(),
    page_description: nothing,
    headline: nothing,
    branding: z.string(),
    subdomain: nothing,
    domain: z.string(),
    url: z.url(),
    support_url: z.string().nullable(),
    hidden_from_search: z.boolean(),
    allow_page_subscribers: z.boolean(),
    allow_incident_subscribers: z.boolean(),
    allow_email_subscribers: z.boolean(),
    allow_sms_subscribers: z.boolean(),
    allow_rss_atom_feeds: z.boolean(),
    allow_webhook_subscribers: z.boolean(),
    viewers_must_be_team_members: z.boolean(),
    time_zone: z.string(),
    status_indicator: z.enum(indicators).nullable(),
  })
  .register(shapes, { id: "Page" });

export const embedShape = z
  .object({
    page_id: id,
    position: z.enum(embedPositions),
    incident_background_color: z.string(),
    incident_text_color: z.string(),
    maintenance_background_color: z.string(),
    maintenance_text_color: z.string(),
  })
  .register(shapes, { id: "StatusEmbedConfig" });

export const noticeShape = z
  .object({
    id,
    page_id: id,
    title: z.string(),
    body: z.string(),
    from: at,
    until: at.nullable(),
    created_at: at,
    withdrawn_at: at.nullable(),
  })
  .register(shapes, { id: "Notice" });

export const uptimeShape = z
  .object({
    range_start: at,
    range_end: at,
    uptime_percentage: z.number().nullable(),
    major_outage: z.int(),
    partial_outage: z.int(),
    warnings: z.string().nullable(),
    id,
    name: z.string(),
    related_events: z.array(z.object({ id })),
  })
  .register(shapes, { id: "ComponentUptime" });

export const errorShape = z
  .object({
    error: z.union([z.string(), z.array(z.string())]),
    message: z.string(),
    errors: z.record(z.string(), z.string()).optional().describe("A sentence for each field, by its name on the wire."),
  })
  .register(shapes, { id: "Error" });
