import { z } from "zod";
import { componentStatuses, impacts, incidentStatuses, indicators, maintenanceStatuses } from "@/domain/status";
import type { V2Name } from "@/messages/v2/documents";
import { id, nothing, shapes } from "./shapes";

/** In the page's zone. */
const at = z.iso.datetime({ offset: true });

const page = z
  .object({ id, name: z.string(), url: z.url(), time_zone: z.string(), updated_at: at })
  .register(shapes, { id: "PublicPage" });

const status = z
  .object({ indicator: z.enum(indicators), description: z.string() })
  .register(shapes, { id: "PublicStatus" });

const component = z
  .object({
    id,
    name: z.string(),
    status: z.enum(componentStatuses),
    created_at: at,
    updated_at: at,
    position: z.int(),
    description: z.string().nullable(),
    showcase: z.boolean(),
    start_date: z.iso.date().nullable(),
    group_id: id.nullable(),
    page_id: id,
    group: z.boolean(),
    only_show_if_degraded: z.boolean(),
    components: z.array(id).optional().describe("Of a group only: its members."),
  })
  .register(shapes, { id: "PublicComponent" });

const affected = z.object({
  code: id,
  name: z.string(),
  old_status: z.enum(componentStatuses),
  new_status: z.enum(componentStatuses),
});

const update = z
  .object({
    id,
    status: z.enum([...incidentStatuses, ...maintenanceStatuses]),
    body: z.string(),
    incident_id: id,
    created_at: at,
    updated_at: at,
    display_at: at,
    affected_components: z.array(affected).nullable(),
    deliver_notifications: z.boolean(),
    custom_tweet: nothing,
    tweet_id: nothing,
  })
  .register(shapes, { id: "PublicUpdate" });

const told = {
  id,
  name: z.string(),
  created_at: at,
  updated_at: at,
  monitoring_at: at.nullable(),
  resolved_at: at.nullable(),
  shortlink: z.url(),
  started_at: at,
  page_id: id,
  incident_updates: z.array(update),
  components: z.array(component),
};

const incident = z
  .object({ ...told, status: z.enum(incidentStatuses), impact: z.enum(impacts), reminder_intervals: nothing })
  .register(shapes, { id: "PublicIncident" });

const maintenance = z
  .object({
    ...told,
    status: z.enum(maintenanceStatuses),
    impact: z.literal("maintenance"),
    scheduled_for: at,
    scheduled_until: at,
  })
  .register(shapes, { id: "PublicMaintenance" });

const components = z.array(component);
const incidents = z.array(incident);
const scheduled_maintenances = z.array(maintenance);

const listOf = {
  incidents: z.object({ page, incidents }).register(shapes, { id: "PublicIncidents" }),
  work: z.object({ page, scheduled_maintenances }).register(shapes, { id: "PublicMaintenances" }),
};

/** What each document of the public API v2 has. */
export const publicShapes: Record<V2Name, z.ZodObject> = {
  summary: z
    .object({ page, components, incidents, scheduled_maintenances, status })
    .register(shapes, { id: "PublicSummary" }),
  status: z.object({ page, status }).register(shapes, { id: "PublicStatusDocument" }),
  components: z.object({ page, components }).register(shapes, { id: "PublicComponents" }),
  incidents: listOf.incidents,
  "incidents/unresolved": listOf.incidents,
  "incidents/resolved": listOf.incidents,
  "scheduled-maintenances": listOf.work,
  "scheduled-maintenances/upcoming": listOf.work,
  "scheduled-maintenances/active": listOf.work,
};

/** Problem details by RFC 9457. */
export const problemShape = z
  .looseObject({ type: z.string(), title: z.string(), status: z.int(), detail: z.string().optional() })
  .register(shapes, { id: "Problem" });
