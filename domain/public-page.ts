import type { Id, Instant } from "./facts";
import type {
  ComponentStatus,
  ExpectedEffect,
  Impact,
  IncidentComponentStatus,
  IncidentStatus,
  Indicator,
  MaintenanceStatus,
  PageLabel,
  PageMode,
} from "./status";

/** What the world sees at one moment; every surface renders this and nothing else. */
export type PublicPage = {
  name: string;
  timeZone: string;
  supportLink: string | null;
  accentColor: string | null;
  logo: string | null;
  at: Instant;
  mode: PageMode;
  /** Null in the modes `operational` and `unknown`. */
  label: PageLabel | null;
  /** Null in the mode `unknown`. */
  indicator: Indicator | null;
  /** Why the mode is `unknown`; null otherwise. */
  unknownBecause: "no_facts" | "not_set_up" | null;
  headline: Headline;
  /** Start of the present label; null in the modes `operational` and `unknown`. */
  since: Instant | null;
  /** Start of the oldest open incident with impact, or of the present mode; null outside `outage`. */
  problemsBeganAt: Instant | null;
  /** The soonest promise of the open incidents. */
  nextUpdate: PublicPromise | null;
  /** Set when the facts are older than ten minutes: the time up to which they are known. */
  staleSince: Instant | null;
  /** Whether it is kept for when nobody is there to say anything newer: it claims nothing about the present. */
  isCopy: boolean;
  /** Worst first, then newest first. */
  openIncidents: PublicIncident[];
  runningWindows: PublicWindow[];
  upcomingWindows: PublicWindow[];
  notices: PublicNotice[];
  groups: PublicGroup[];
  /** The last 14 days in the page's zone, today first. */
  days: PublicDay[];
  lastPostedAt: Instant | null;
  /** The first later instant at which this changes by time alone; null when none is known. */
  validUntil: Instant | null;
};

/** Structured, so that each surface and language words it from the catalogue. */
export type Headline =
  | { kind: "unknown" }
  | { kind: "clear" }
  /** An incident of impact `none` is open. */
  | { kind: "possible_problem" }
  /** A window without effect is running. */
  | { kind: "quiet_work"; names: string[] }
  /** Staff's own line: what customers notice. */
  | { kind: "effect"; text: string }
  | { kind: "taken_offline"; names: string[]; reason: string }
  | { kind: "breadth"; names: string[]; affected: number; total: number; status: ComponentStatus }
  /** Open incident that names no component and has no effect line. */
  | { kind: "incident"; name: string; label: PageLabel }
  | { kind: "working"; label: "unstable" | "recovered"; since: Instant; failedAt: Instant | null }
  | { kind: "unannounced_work"; names: string[] }
  | { kind: "window"; names: string[]; effect: ExpectedEffect; until: Instant }
  | { kind: "running_late"; names: string[]; effect: ExpectedEffect; until: Instant };

/** `overdue` from five minutes past `by`. */
export type PublicPromise = { by: Instant; overdue: boolean };

export type PublicGroup = {
  /** Null for the components outside any group. */
  id: Id | null;
  name: string | null;
  status: ComponentStatus;
  components: PublicComponent[];
};

export type PublicComponent = {
  id: Id;
  name: string;
  description: string | null;
  status: ComponentStatus;
  /** The present status in words differs when staff took it offline. */
  takenOffline: boolean;
  /** `true` when the status is within what a running window announced. */
  withinWindow: boolean;
  /** Named in an incident that is open: "operational" then means "working, and watched". */
  inOpenIncident: boolean;
};

export type PublicIncident = {
  id: Id;
  name: string;
  status: IncidentStatus;
  impact: Impact;
  /** The label that this incident alone would give the page; null when resolved, withdrawn or of impact `none`. */
  label: PageLabel | null;
  /** What customers notice, or noticed once it is resolved; null while everything works again. */
  effect: string | null;
  scope: string | null;
  limitedDetail: boolean;
  startedAt: Instant;
  resolvedAt: Instant | null;
  /** How long it was open and how long its worst state lasted, in ms; null while open, withdrawn or of limited detail. */
  lasted: { open: number; worst: { status: ComponentStatus; time: number } | null } | null;
  withdrawn: { at: Instant; reason: string } | null;
  nextUpdate: PublicPromise | null;
  /** Components that it ever touched, with the state it gives them now. */
  components: { id: Id; name: string; status: IncidentComponentStatus; takenOffline: boolean }[];
  /** Present while something is taken offline on purpose. */
  takenOffline: { names: string[]; reason: string; since: Instant } | null;
  /** The planned work that it came from. */
  window: { id: Id; name: string } | null;
  /** Newest first: updates and the lines of the public record among them. */
  timeline: TimelineEntry[];
};

export type TimelineEntry =
  | {
      kind: "update";
      id: Id;
      status: IncidentStatus;
      body: string;
      effect: string | null;
      scope: string | null;
      happenedAt: Instant;
      postedAt: Instant;
      /** Told more than five minutes after it happened. */
      toldLate: boolean;
      /** Only what this update changed. */
      changes: { name: string; from: IncidentComponentStatus; to: IncidentComponentStatus }[];
      /** The last change of the text; `before` lists what it said, newest first, empty within five minutes of posting. */
      edited: {
        at: Instant;
        before: { at: Instant; body: string; effect: string | null; scope: string | null }[];
      } | null;
    }
  | { kind: "taken_offline"; id: Id; happenedAt: Instant; names: string[]; reason: string }
  | { kind: "back_online"; id: Id; happenedAt: Instant; names: string[] }
  | { kind: "renamed"; id: Id; happenedAt: Instant; from: string; to: string }
  /** Null stands for the impact that follows from the components. */
  | { kind: "impact_changed"; id: Id; happenedAt: Instant; from: Impact | null; to: Impact | null }
  /** It was planned work until then. */
  | { kind: "was_planned"; id: Id; happenedAt: Instant; window: { id: Id; name: string } }
  | { kind: "withdrawn"; id: Id; happenedAt: Instant; reason: string }
  | { kind: "redacted"; id: Id; happenedAt: Instant; reason: string };

export type PublicWindow = {
  id: Id;
  name: string;
  message: string;
  /** `ended`: over, but something in it was unwell then. `incident`: what is left of it is told as an outage. */
  status: MaintenanceStatus | "cancelled" | "ended" | "incident";
  /** How it was announced; `uncovered` work is an outage everywhere. */
  announced: "full" | "short" | "uncovered" | "imported";
  /** How its start was announced, whatever came of it; null when that was too late. */
  startAnnounced: "full" | "short" | null;
  announcedAt: Instant;
  /** From the announcement in force to the planned start. */
  minutesAhead: number;
  startAt: Instant;
  endAt: Instant;
  /** Plan before the first reschedule or extension, where it differs. */
  original: { startAt: Instant; endAt: Instant } | null;
  actualStart: Instant | null;
  actualEnd: Instant | null;
  endedAutomatically: boolean;
  runningLate: boolean;
  /** The end up to which it was announced in time; before `endAt` when an extension came too late. */
  announcedEndAt: Instant;
  cancelled: { at: Instant; reason: string } | null;
  /** When it was turned into an incident. */
  incidentAt: Instant | null;
  /** The incidents that came from it. */
  incidents: { id: Id; name: string }[];
  /** Present on work that was recorded after it was over. */
  recordedAt: Instant | null;
  seriesId: Id | null;
  /** The worst effect to expect. */
  effect: ExpectedEffect;
  components: { id: Id; name: string; effect: ExpectedEffect }[];
  updates: { id: Id; status: MaintenanceStatus; body: string; happenedAt: Instant; postedAt: Instant }[];
  /** The public record, newest first; the updates stand among its lines. */
  record: WindowEntry[];
};

export type WindowTimes = { startAt: Instant; endAt: Instant };

/** A line of a window's public record. `at` is when it happened. */
export type WindowEntry = { id: string; at: Instant } & (
  | { kind: "announced"; times: WindowTimes; how: PublicWindow["announced"]; minutesAhead: number }
  | { kind: "moved"; how: "rescheduled" | "extended" | "shortened"; from: WindowTimes; to: WindowTimes }
  | { kind: "effects"; changes: { name: string; from: ExpectedEffect | null; to: ExpectedEffect | null }[] }
  | { kind: "reworded"; before: { name: string; message: string } }
  | { kind: "update"; status: MaintenanceStatus; body: string; postedAt: Instant }
  | { kind: "started"; byHand: boolean }
  | { kind: "late" }
  | { kind: "ended"; automatically: boolean }
  | { kind: "became_incident"; incidents: { id: Id; name: string }[] }
  | { kind: "cancelled"; reason: string }
);

export type PublicNotice = { id: Id; title: string; body: string; fromAt: Instant; untilAt: Instant | null };

export type PublicDay = {
  /** `2016-07-26` in the page's zone. */
  date: string;
  /** `false` before the page's first fact: nothing is known of that day. */
  known: boolean;
  /** Components that were unwell without an incident that says so, each at its worst. */
  trouble: { id: Id; name: string; status: ComponentStatus }[];
  /** Every incident that was open at any time of the day. */
  incidents: PublicIncident[];
  windows: PublicWindow[];
};
