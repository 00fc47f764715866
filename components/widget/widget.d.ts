// The types of Candor's widget. Keep this file beside your own types; it declares the element, its events and window.candor.

/** Worst last. */
export type CandorComponentStatus =
  | "operational"
  | "under_maintenance"
  | "degraded_performance"
  | "partial_outage"
  | "major_outage";

export type CandorMode = "operational" | "maintenance" | "outage" | "unknown";

export type CandorLabel =
  | "outage"
  | "partial_outage"
  | "degraded"
  | "unannounced_work"
  | "unstable"
  | "recovered"
  | "running_late"
  | "maintenance_short_notice"
  | "maintenance";

/** Something to tell. Times are RFC 3339 in UTC. */
export type CandorItem = {
  id: string;
  /** `work`: nobody announced it in time. `component`: something is unwell that no incident tells of. */
  kind: "incident" | "work" | "component" | "maintenance";
  /** Its page. */
  url: string;
  name: string;
  /** Null where nobody notices it. */
  label: CandorLabel | null;
  label_text: string;
  /** What customers notice. */
  effect: string | null;
  /** What it is not: planned maintenance. */
  note: string | null;
  /** How bad it is, or for planned work how bad it is expected to be. */
  status: CandorComponentStatus;
  /** How bad it was at its worst. */
  worst: CandorComponentStatus;
  /** Empty where it may be about all of them. */
  components: CandorItemComponent[];
  /** Of work to come its planned start. */
  since: string | null;
  /** The announced end of planned work. */
  until: string | null;
  next_update_by: string | null;
  /** The newest words, as plain text. */
  update: { id: string; at: string; status: string; text: string } | null;
};

/** The item as far as one component goes. */
export type CandorItemComponent = Pick<CandorItem, "status" | "worst" | "label" | "label_text"> & { id: string };

/** What `/api/widget.json` says. */
export type CandorStatus = {
  version: 1;
  page: { name: string; url: string };
  mode: CandorMode;
  /** What it was when it was last known, where the mode is `unknown`. */
  last_known: CandorMode | null;
  label: CandorLabel | null;
  label_text: string;
  headline: string;
  /** The ids of all that the page shows. */
  components: string[];
  /** Worst first; work that nobody announced is among them. */
  incidents: CandorItem[];
  /** Planned work that is under way. */
  maintenances: CandorItem[];
  /** Planned work to come, soonest first. */
  upcoming: CandorItem[];
  updated_at: string;
  /** Up to when it is known; null while it is known now. */
  as_of: string | null;
  valid_until: string | null;
};

export type CandorChange = {
  /** False where nothing was heard in time, or what was heard is too old. */
  known: boolean;
  mode: CandorMode;
  /** The last that was heard; null before anything was. Not a claim about the present while `known` is false. */
  status: CandorStatus | null;
  /** Up to when that was so, where it is not known now, or is trouble that is known from then; else null. */
  as_of: string | null;
};

/** What one element shows, after its attributes and what was dismissed. */
export type CandorView = {
  /** False too where all seems well and a component that was asked for is not there. */
  known: boolean;
  mode: CandorMode;
  label: CandorLabel | null;
  /** Worst first, then planned work, then work to come. */
  items: CandorItem[];
  /** Whether anything is shown. */
  visible: boolean;
};

export type CandorStatusAttributes = {
  mode?: "banner" | "badge";
  /** Ids of components, with commas between them; all of them without it. Where one is not there, all is never well. */
  components?: string;
  /** Banners tell of incidents from here on. */
  threshold?: "degraded_performance" | "partial_outage" | "major_outage";
  /** `inline` takes room where the element stands; the others lie over the page. */
  position?: "bottom" | "top" | "inline";
  theme?: "auto" | "light" | "dark";
  /** How far ahead work is told of: `24h`, `7d`, or `0` for not at all. */
  upcoming?: string;
  /** Shows a line when all is well too. */
  "show-operational"?: boolean | "";
  "on-unknown"?: "hide" | "last";
};

export interface CandorStatusElement extends HTMLElement {
  /** What is shown instead of the page's own status, for previews and tests; null for the page's own. */
  sample: CandorStatus | null;
  /** What it shows now. */
  readonly view: CandorView;
  addEventListener(
    type: "candor:change",
    listener: (this: CandorStatusElement, event: CustomEvent<CandorView>) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener<K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (this: HTMLElement, event: HTMLElementEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

export type Candor = {
  /** What is known now. */
  current(): CandorChange;
  /** Asks now; resolves with what is known then, and never rejects. */
  refresh(): Promise<CandorChange>;
};

declare global {
  interface Window {
    candor?: Candor;
  }
  interface HTMLElementTagNameMap {
    "candor-status": CandorStatusElement;
  }
  interface DocumentEventMap {
    "candor:change": CustomEvent<CandorChange>;
  }
}
