import { z } from "zod";
import { indicators } from "@/domain/status";
import { embedPositions } from "../status-embed";
import { at, id, nothing, shapes } from "./shapes";

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
