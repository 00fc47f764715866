/** Status words are Statuspage v2's own strings, in the domain, in the database and on the wire. */

/** Ordered from best to worst. */
export const componentStatuses = [
  "operational",
  "under_maintenance",
  "degraded_performance",
  "partial_outage",
  "major_outage",
] as const;
export type ComponentStatus = (typeof componentStatuses)[number];

/** What staff may say of a component in an incident; `under_maintenance` is never one of them. */
export const incidentComponentStatuses = [
  "operational",
  "degraded_performance",
  "partial_outage",
  "major_outage",
] as const;
export type IncidentComponentStatus = (typeof incidentComponentStatuses)[number];

export const incidentStatuses = ["investigating", "identified", "monitoring", "resolved"] as const;
export type IncidentStatus = (typeof incidentStatuses)[number];

/** Ordered from least to worst. */
export const impacts = ["none", "minor", "major", "critical"] as const;
export type Impact = (typeof impacts)[number];

export const maintenanceStatuses = ["scheduled", "in_progress", "verifying", "completed"] as const;
export type MaintenanceStatus = (typeof maintenanceStatuses)[number];

/** What customers should expect of a component during a window; ordered, compared with degraded, partial, major. */
export const expectedEffects = ["none", "slow", "partly", "down"] as const;
export type ExpectedEffect = (typeof expectedEffects)[number];

export const pageModes = ["operational", "maintenance", "outage", "unknown"] as const;
export type PageMode = (typeof pageModes)[number];

/** Ordered from worst to mildest: when several hold, the first is the page's. */
export const pageLabels = [
  "outage",
  "partial_outage",
  "degraded",
  "unannounced_work",
  "unstable",
  "recovered",
  "running_late",
  "maintenance_short_notice",
  "maintenance",
] as const;
export type PageLabel = (typeof pageLabels)[number];

export const indicators = ["none", "minor", "major", "critical", "maintenance"] as const;
export type Indicator = (typeof indicators)[number];

export function severity(status: ComponentStatus): number {
  return componentStatuses.indexOf(status);
}

export function isWorse(a: ComponentStatus, than: ComponentStatus): boolean {
  return severity(a) > severity(than);
}

export function worstStatus(statuses: Iterable<ComponentStatus>): ComponentStatus {
  let worst: ComponentStatus = "operational";
  for (const status of statuses) if (isWorse(status, worst)) worst = status;
  return worst;
}

/** The component status that an expected effect allows for. */
export function statusOfEffect(effect: ExpectedEffect): ComponentStatus {
  return (
    {
      none: "operational",
      slow: "degraded_performance",
      partly: "partial_outage",
      down: "major_outage",
    } as const
  )[effect];
}

export function impactOfStatus(status: ComponentStatus): Impact {
  return (
    {
      operational: "none",
      under_maintenance: "minor",
      degraded_performance: "minor",
      partial_outage: "major",
      major_outage: "critical",
    } as const
  )[status];
}
