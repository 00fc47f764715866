import type {
  ComponentStatus,
  ExpectedEffect,
  Impact,
  IncidentComponentStatus,
  IncidentStatus,
  MaintenanceStatus,
} from "./status";

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;
/** Twelve characters of [a-z0-9]. */
export type Id = string;

/** All that has been told, as it was told. Everything that the world sees is derived from it. */
export type Facts = {
  page: PageFacts;
  settings: Settings;
  groups: ComponentGroup[];
  components: Component[];
  /** Component states set outside incidents. */
  baseChanges: BaseChange[];
  incidents: Incident[];
  maintenances: Maintenance[];
  notices: Notice[];
};

export type PageFacts = {
  name: string;
  /** IANA zone of the page. */
  timeZone: string;
  /** A URL or a `mailto:` link. */
  supportLink: string | null;
  /** `#rrggbb`; never used for states. */
  accentColor: string | null;
  /** `data:` URL of an image of at most 32 KB. */
  logo: string | null;
  /** When staff finished the set-up; null before. */
  setUpAt: Instant | null;
};

export type Settings = {
  noticeMinutes: number;
  shortNoticeMinutes: number;
  graceMinutes: number;
};

export const defaultSettings: Settings = { noticeMinutes: 1440, shortNoticeMinutes: 60, graceMinutes: 30 };

export type ComponentGroup = { id: Id; name: string; description?: string | null; position: number };

export type Component = {
  id: Id;
  /** Part of the address of its holding page; stays when the name changes. */
  slug: string;
  name: string;
  description: string | null;
  groupId: Id | null;
  position: number;
  /** Before it there is no data about the component. */
  startAt: Instant;
  archivedAt: Instant | null;
  /** What programs said of it: given back to them, and without effect. Absent in what earlier versions kept. */
  showcase?: boolean | null;
  onlyShowIfDegraded?: boolean | null;
};

export type BaseChange = {
  id: Id;
  componentId: Id;
  status: ComponentStatus;
  happenedAt: Instant;
  postedAt: Instant;
};

export type Incident = {
  id: Id;
  name: string;
  impactOverride: Impact | null;
  /** Security, legal: only what staff write and posted times are shown. */
  limitedDetail: boolean;
  createdAt: Instant;
  withdrawn: { at: Instant; reason: string } | null;
  /** The window that it came from, when a window became an incident. */
  maintenanceId: Id | null;
  /** In no particular order; `orderUpdates` sorts them. */
  updates: IncidentUpdate[];
  offline: OfflineInterval[];
  redactions: Redaction[];
  changes: IncidentChange[];
};

export type IncidentUpdate = {
  id: Id;
  status: IncidentStatus;
  /** Markdown. */
  body: string;
  /** What customers notice, ≤ 120 characters; null leaves the line as it was. */
  effect: string | null;
  /** For whom; null leaves the line as it was. */
  scope: string | null;
  happenedAt: Instant;
  postedAt: Instant;
  nextUpdateBy: Instant | null;
  components: { componentId: Id; status: IncidentComponentStatus }[];
  edits: UpdateEdit[];
};

/** What an update said until `at`; within five minutes of posting it is shown as "edited" only. */
export type UpdateEdit = { at: Instant; bodyBefore: string; effectBefore: string | null; scopeBefore: string | null };

/** A component that staff took offline on purpose, until `to`. */
export type OfflineInterval = {
  id: Id;
  componentId: Id;
  from: Instant;
  to: Instant | null;
  reason: string;
  postedAt: Instant;
  /** When its end was told; null while it has none. */
  endPostedAt: Instant | null;
};

export type Redaction = { at: Instant; reason: string };

/** A change of what the incident is called, or of the impact that staff give it; null where that stayed. */
export type IncidentChange = {
  id: Id;
  at: Instant;
  name: { from: string; to: string } | null;
  impactOverride: { from: Impact | null; to: Impact | null } | null;
};

export type Maintenance = {
  id: Id;
  /** The recurring work that it is an occurrence of. */
  seriesId: Id | null;
  /** When staff began it by hand, earlier than planned; null where it begins by the plan. */
  actualStart: Instant | null;
  actualEnd: Instant | null;
  endedAutomatically: boolean;
  /** Recorded after it was over. */
  imported: boolean;
  /** When that was, for what another page had announced; absent or null: with its first announcement. */
  recordedAt?: Instant | null;
  cancelled: { at: Instant; reason: string } | null;
  /** When it was turned into an incident; what was announced of it until then stays planned. */
  incidentAt: Instant | null;
  /** Each says the whole plan anew; the last one announced is in force. */
  announcements: Announcement[];
  updates: MaintenanceUpdate[];
};

export type Announcement = {
  id: Id;
  announcedAt: Instant;
  name: string;
  /** Markdown: what to expect. */
  message: string;
  startAt: Instant;
  endAt: Instant;
  /** Whether it may end by itself at `endAt`, if nothing in it is unwell then. */
  autoComplete: boolean;
  /** The thresholds that held when it was published: changing the settings changes nothing that was said before. */
  noticeMinutes: number;
  shortNoticeMinutes: number;
  components: { componentId: Id; effect: ExpectedEffect }[];
};

export type MaintenanceUpdate = {
  id: Id;
  /** What the work was at when this was posted. */
  status: MaintenanceStatus;
  /** Markdown. */
  body: string;
  happenedAt: Instant;
  postedAt: Instant;
};

/** Information that never changes mode, indicator or uptime. */
export type Notice = {
  id: Id;
  title: string;
  body: string;
  fromAt: Instant;
  untilAt: Instant | null;
  postedAt: Instant;
  withdrawnAt: Instant | null;
};

/** Orders updates: the latest one by (happened, posted, id) speaks for the incident. */
export function compareUpdates(
  a: { happenedAt: Instant; postedAt: Instant; id: Id },
  b: { happenedAt: Instant; postedAt: Instant; id: Id },
): number {
  return a.happenedAt - b.happenedAt || a.postedAt - b.postedAt || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** Oldest first; a new array. */
export function orderUpdates<T extends { happenedAt: Instant; postedAt: Instant; id: Id }>(updates: readonly T[]): T[] {
  return [...updates].sort(compareUpdates);
}
