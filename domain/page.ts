import { type ComponentState, componentStates, type Moment, momentAt } from "./component-state";
import type { Facts, Incident, Instant } from "./facts";
import { headlineOf } from "./headline";
import { hasImpact, startOf } from "./incident";
import { knownFacts } from "./known";
import { type PageState, pageState, startOfStretch } from "./page-state";
import { daysOf } from "./past";
import { componentNames, incidentIn } from "./public-incident";
import type {
  PublicComponent,
  PublicGroup,
  PublicIncident,
  PublicPage,
  PublicPromise,
  PublicWindow,
} from "./public-page";
import { isUpcoming, windowIn } from "./public-window";
import { pageLabels, worstStatus } from "./status";
import { staleAfterMs, validUntil } from "./valid-until";
import { endedAt } from "./window-state";

export type DeriveOptions = {
  /** Leaves out what had not been posted by then; `now` when absent. */
  knownAt?: Instant;
  /** When the facts were last known to be current; older than ten minutes shows on the page. */
  factsAt?: Instant;
};

/** The only place that decides what the world sees at `now`. */
export function derivePage(allFacts: Facts, now: Instant, options: DeriveOptions = {}): PublicPage {
  const stale = isStale(now, options);
  const facts = toldFacts(allFacts, now, options);
  const moment = momentAt(facts, now);
  const components = componentStates(moment);
  const state = pageState(moment, components);
  const since = state.mode === "outage" || state.mode === "maintenance" ? stateSince(moment, state) : null;
  const openIncidents = openIncidentsIn(moment);
  const { name, timeZone, supportLink, accentColor, logo } = facts.page;
  return {
    name,
    timeZone,
    supportLink,
    accentColor,
    logo,
    at: now,
    ...state,
    unknownBecause: state.mode === "unknown" ? "not_set_up" : null,
    headline: headlineOf(moment, state, components, since),
    since,
    problemsBeganAt: state.mode === "outage" ? problemsBegan(moment) : null,
    nextUpdate: soonestPromise(openIncidents),
    staleSince: stale ? (options.factsAt ?? null) : null,
    isCopy: false,
    openIncidents,
    runningWindows: windowsIn(moment, moment.running),
    upcomingWindows: windowsIn(
      moment,
      facts.maintenances.filter((window) => isUpcoming(window, now)),
    ),
    notices: noticesIn(moment),
    groups: groupsOf(moment, components),
    days: daysOf(moment),
    lastPostedAt: lastPosted(facts, now),
    validUntil: validUntil(facts, now, options.factsAt),
  };
}

/** The facts that count at `now`: what was known by then, without what facts of their age can't tell. */
export function toldFacts(allFacts: Facts, now: Instant, options: DeriveOptions = {}): Facts {
  const known = options.knownAt === undefined ? allFacts : knownFacts(allFacts, options.knownAt);
  return isStale(now, options) ? withoutSelfCompletion(known, options.factsAt ?? now) : known;
}

function isStale(now: Instant, { factsAt }: DeriveOptions): boolean {
  return factsAt !== undefined && now - factsAt > staleAfterMs;
}

/** The page when no facts could be loaded: nothing is claimed. */
export function unknownPage(
  at: Instant,
  because: "no_facts" | "not_set_up",
  page: { name: string; timeZone: string },
): PublicPage {
  return {
    ...page,
    supportLink: null,
    accentColor: null,
    logo: null,
    at,
    mode: "unknown",
    label: null,
    indicator: null,
    unknownBecause: because,
    headline: { kind: "unknown" },
    since: null,
    problemsBeganAt: null,
    nextUpdate: null,
    staleSince: null,
    isCopy: false,
    openIncidents: [],
    runningWindows: [],
    upcomingWindows: [],
    notices: [],
    groups: [],
    days: [],
    lastPostedAt: null,
    validUntil: null,
  };
}

/** Facts too old to tell that nothing is unwell: no window ends by itself on their word. */
function withoutSelfCompletion(facts: Facts, factsAt: Instant): Facts {
  const maintenances = facts.maintenances.map((window) =>
    endedAt(facts, window, factsAt) === null ? { ...window, announcements: confirmedByHand(window) } : window,
  );
  return { ...facts, maintenances };
}

function confirmedByHand({ announcements }: Facts["maintenances"][number]) {
  return announcements.map((announcement) => ({ ...announcement, autoComplete: false }));
}

/** Of an incident of limited detail the world learns no time before its first post. */
function stateSince({ facts, at, open }: Moment, state: PageState): Instant {
  const since = startOfStretch(facts, at, ({ mode, label }) => mode === state.mode && label === state.label);
  const telling = [...open.keys()].filter((incident) => hasImpact(incident, at));
  if (telling.length === 0 || !telling.every(({ limitedDetail }) => limitedDetail)) return since;
  return Math.max(since, Math.min(...telling.map(({ createdAt }) => createdAt)));
}

function toldStart(incident: Incident): Instant | null {
  return incident.limitedDetail ? incident.createdAt : startOf(incident);
}

function problemsBegan({ facts, at, open }: Moment): Instant {
  const starts = [...open.keys()]
    .filter((incident) => hasImpact(incident, at))
    .flatMap((incident) => toldStart(incident) ?? []);
  return starts.length > 0 ? Math.min(...starts) : startOfStretch(facts, at, ({ mode }) => mode === "outage");
}

function openIncidentsIn(moment: Moment): PublicIncident[] {
  const nameOf = componentNames(moment.facts);
  const rank = ({ label }: PublicIncident) => (label === null ? pageLabels.length : pageLabels.indexOf(label));
  return [...moment.open.keys()]
    .flatMap((incident) => incidentIn(moment, incident, nameOf) ?? [])
    .sort((a, b) => rank(a) - rank(b) || b.startedAt - a.startedAt || (a.id < b.id ? -1 : 1));
}

function soonestPromise(incidents: readonly PublicIncident[]): PublicPromise | null {
  const promises = incidents.flatMap(({ nextUpdate }) => nextUpdate ?? []);
  return promises.reduce<PublicPromise | null>(
    (soonest, next) => (!soonest || next.by < soonest.by ? next : soonest),
    null,
  );
}

function windowsIn(moment: Moment, windows: Facts["maintenances"]): PublicWindow[] {
  const nameOf = componentNames(moment.facts);
  return windows
    .flatMap((window) => windowIn(moment.facts, window, moment.at, nameOf) ?? [])
    .sort((a, b) => a.startAt - b.startAt || (a.id < b.id ? -1 : 1));
}

function noticesIn({ facts, at }: Moment): PublicPage["notices"] {
  return facts.notices
    .filter(({ fromAt, untilAt, withdrawnAt }) => {
      const over = (untilAt !== null && untilAt <= at) || (withdrawnAt !== null && withdrawnAt <= at);
      return fromAt <= at && !over;
    })
    .sort((a, b) => b.fromAt - a.fromAt || (a.id < b.id ? -1 : 1))
    .map(({ id, title, body, fromAt, untilAt }) => ({ id, title, body, fromAt, untilAt }));
}

function groupsOf({ facts, told }: Moment, components: readonly ComponentState[]): PublicGroup[] {
  const groups = [{ id: null, name: null, position: -1 }, ...[...facts.groups].sort((a, b) => a.position - b.position)];
  const ids = new Set(facts.groups.map(({ id }) => id));
  return groups.flatMap(({ id, name }) => {
    const members = components.filter(
      ({ component: { groupId } }) => (groupId !== null && ids.has(groupId) ? groupId : null) === id,
    );
    const shown = members.map((state) => publicComponent(state, told.has(state.component.id)));
    return shown.length === 0
      ? []
      : [{ id, name, status: worstStatus(shown.map(({ status }) => status)), components: shown }];
  });
}

function publicComponent(state: ComponentState, inOpenIncident: boolean): PublicComponent {
  const { id, name, description } = state.component;
  return {
    id,
    name,
    description,
    status: state.shown,
    takenOffline: state.takenOffline,
    withinWindow: state.shown !== "operational" && state.trouble === "operational",
    inOpenIncident,
  };
}

function lastPosted(facts: Facts, now: Instant): Instant | null {
  const posted = [
    ...facts.incidents.flatMap(({ updates }) => updates.map(({ postedAt }) => postedAt)),
    ...facts.notices.map(({ postedAt }) => postedAt),
    ...facts.maintenances.flatMap(({ updates, announcements }) => [
      ...updates.map(({ postedAt }) => postedAt),
      ...announcements.map(({ announcedAt }) => announcedAt),
    ]),
  ].filter((at) => at <= now);
  return posted.reduce<Instant | null>((last, at) => (last === null || at > last ? at : last), null);
}
