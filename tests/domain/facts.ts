import {
  type Announcement,
  type Component,
  defaultSettings,
  type Facts,
  type Incident,
  type IncidentUpdate,
  type Instant,
  type Maintenance,
  type MaintenanceUpdate,
} from "@/domain/facts";
import type {
  ComponentStatus,
  ExpectedEffect,
  IncidentComponentStatus,
  IncidentStatus,
  MaintenanceStatus,
} from "@/domain/status";

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;
/** A Tuesday, 10:00 in New York. */
export const noon: Instant = Date.parse("2016-07-26T14:00:00Z");

export function component(id: string, over: Partial<Component> = {}): Component {
  return {
    id,
    slug: id,
    name: id[0]?.toUpperCase() + id.slice(1),
    description: null,
    groupId: null,
    position: 0,
    startAt: noon - 30 * day,
    archivedAt: null,
    ...over,
  };
}

export function facts(over: Partial<Facts> = {}): Facts {
  return {
    page: {
      name: "Harvest",
      timeZone: "America/New_York",
      supportLink: null,
      accentColor: null,
      logo: null,
      setUpAt: noon - 30 * day,
    },
    settings: defaultSettings,
    groups: [],
    components: [component("harvest"), component("forecast", { position: 1 })],
    baseChanges: [],
    incidents: [],
    maintenances: [],
    notices: [],
    ...over,
  };
}

let count = 0;
const nextId = () => `id${String(++count).padStart(10, "0")}`;

export function base(componentId: string, status: ComponentStatus, at: Instant) {
  return { id: nextId(), componentId, status, happenedAt: at, postedAt: at };
}

export function update(
  happenedAt: Instant,
  status: IncidentStatus,
  states: Record<string, IncidentComponentStatus> = {},
  over: Partial<IncidentUpdate> = {},
): IncidentUpdate {
  return {
    id: nextId(),
    status,
    body: "We are looking into it.",
    effect: null,
    scope: null,
    happenedAt,
    postedAt: happenedAt,
    nextUpdateBy: null,
    components: Object.entries(states).map(([componentId, state]) => ({ componentId, status: state })),
    edits: [],
    ...over,
  };
}

export function incident(updates: IncidentUpdate[], over: Partial<Incident> = {}): Incident {
  return {
    id: nextId(),
    name: "Database servers crash",
    impactOverride: null,
    limitedDetail: false,
    createdAt: Math.min(...updates.map(({ postedAt }) => postedAt)),
    withdrawn: null,
    maintenanceId: null,
    updates,
    offline: [],
    redactions: [],
    changes: [],
    ...over,
  };
}

export function offline(componentId: string, from: Instant, to: Instant | null = null, reason = "to find the cause") {
  return { id: nextId(), componentId, from, to, reason, postedAt: from, endPostedAt: to };
}

export function announcement(
  announcedAt: Instant,
  startAt: Instant,
  endAt: Instant,
  effects: Record<string, ExpectedEffect>,
  over: Partial<Announcement> = {},
): Announcement {
  const components = Object.entries(effects).map(([componentId, effect]) => ({ componentId, effect }));
  return {
    id: nextId(),
    announcedAt,
    name: "Database upgrade",
    message: "We upgrade our databases.",
    startAt,
    endAt,
    autoComplete: false,
    noticeMinutes: defaultSettings.noticeMinutes,
    shortNoticeMinutes: defaultSettings.shortNoticeMinutes,
    components,
    ...over,
  };
}

export function post(
  happenedAt: Instant,
  status: MaintenanceStatus,
  body = "All goes by the plan.",
): MaintenanceUpdate {
  return { id: nextId(), status, body, happenedAt, postedAt: happenedAt };
}

type Said = Partial<Pick<Announcement, "name" | "message" | "autoComplete">>;

/** What it says in every version may be given beside the rest. */
export function maintenance(announcements: Announcement[], over: Partial<Maintenance> & Said = {}): Maintenance {
  const { name, message, autoComplete, ...rest } = over;
  const said = Object.fromEntries(
    Object.entries({ name, message, autoComplete }).filter(([, value]) => value !== undefined),
  );
  return {
    id: nextId(),
    seriesId: null,
    actualStart: null,
    actualEnd: null,
    endedAutomatically: false,
    imported: false,
    cancelled: null,
    incidentAt: null,
    announcements: announcements.map((announcement) => ({ ...announcement, ...said })),
    updates: [],
    ...rest,
  };
}
