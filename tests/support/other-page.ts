import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { derivedId } from "@/domain/derived-id";
import type { Instant } from "@/domain/facts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

type Affected = { code?: string; name: string; old_status?: string; new_status?: string };
type Update = {
  id: string;
  status: string;
  body: string;
  incident_id: string;
  created_at: string;
  updated_at: string;
  display_at: string;
  affected_components: Affected[] | null;
};
type Component = { id: string; name: string; status: string; group: boolean; group_id: string | null } & Record<
  string,
  unknown
>;
export type OtherIncident = {
  id: string;
  name: string;
  status: string;
  created_at: string;
  impact: string;
  incident_updates: Update[];
} & Record<string, unknown>;

/** The documents of a page as Statuspage writes them, of a moment; made up in content, recorded in form. */
export type OtherPage = {
  page: { id: string; name: string; url: string; time_zone: string; updated_at: string };
  components: Component[];
  incidents: OtherIncident[];
  scheduled_maintenances: OtherIncident[];
};

const pageId = "yh6f0r4529hb";
const stamp = (at: Instant) => new Date(at).toISOString();
const idOf = (text: string) => derivedId(`other ${text}`);

const groups = { core: "Core Platform", europe: "Europe" };
const parts = [
  { key: "website", name: "Website", group: null },
  { key: "api", name: "API", group: "core" },
  { key: "dashboard", name: "Dashboard", group: "core" },
  { key: "hooks", name: "Webhooks", group: "core" },
  { key: "api-eu", name: "API", group: "europe" },
  { key: "storage-eu", name: "Storage", group: "europe" },
  { key: "database", name: "Database", group: null },
  { key: "exports", name: "Batch exports", group: null },
] as const;
type Key = (typeof parts)[number]["key"] | "fax";

export const componentId = (key: Key) => idOf(`component ${key}`);

function componentsAt(at: Instant): Component[] {
  const common = { created_at: stamp(at - 400 * day), updated_at: stamp(at - 10 * day), page_id: pageId };
  const heads = Object.entries(groups).map(([key, name], index) => ({
    id: idOf(`group ${key}`),
    name,
    status: "operational",
    ...common,
    position: index + 4,
    description: null,
    showcase: false,
    start_date: null,
    group_id: null,
    group: true,
    only_show_if_degraded: false,
    components: parts.filter(({ group }) => group === key).map((part) => componentId(part.key)),
  }));
  const members = parts.map(({ key, name, group }, index) => ({
    id: componentId(key),
    name,
    status: key === "database" ? "under_maintenance" : key === "api" ? "partial_outage" : "operational",
    ...common,
    position: index + 1,
    description: key === "api" ? "REST and GraphQL requests" : null,
    showcase: true,
    start_date: key === "website" ? stamp(at - 300 * day).slice(0, 10) : null,
    group_id: group && idOf(`group ${group}`),
    group: false,
    only_show_if_degraded: key === "exports",
  }));
  return [...members, ...heads];
}

function fullName(key: Key): string {
  const part = parts.find((each) => each.key === key);
  return part?.group ? `${groups[part.group]} - ${part.name}` : (part?.name ?? "Fax");
}

type Said = { status: string; body: string; at: Instant; states: Partial<Record<Key, string>> | "none" | null };

/** Newest first; each with all components of the incident, as they changed. */
function updatesOf(id: string, said: readonly Said[]): Update[] {
  const shown = new Map<Key, string>();
  return said
    .map(({ status, body, at, states }, index): Update => {
      const affected = (Object.entries(states === "none" ? {} : (states ?? {})) as [Key, string][]).map(
        ([key, now]) => {
          const old = shown.get(key) ?? "operational";
          shown.set(key, now);
          return { code: componentId(key), name: fullName(key), old_status: old, new_status: now };
        },
      );
      return {
        id: idOf(`update ${id} ${index}`),
        status,
        body,
        incident_id: id,
        created_at: stamp(at + 40),
        updated_at: stamp(at + 40),
        display_at: stamp(at),
        affected_components:
          states === "none" ? [{ name: "No components were affected by this update." }] : states && affected,
      };
    })
    .reverse();
}

function told(key: string, name: string, impact: string, said: readonly Said[], more: object = {}): OtherIncident {
  const id = idOf(`incident ${key}`);
  const [first, last] = [said[0], said.at(-1)];
  if (!first || !last) throw new Error("Nothing is said of it.");
  const over = said.find(({ status }) => status === "resolved" || status === "completed");
  const keys = new Set(
    said.flatMap(({ states }) => (states && states !== "none" ? (Object.keys(states) as Key[]) : [])),
  );
  return {
    id,
    name,
    status: last.status,
    created_at: stamp(first.at + 40),
    updated_at: stamp(last.at + 40),
    monitoring_at: null,
    resolved_at: over ? stamp(over.at) : null,
    impact,
    shortlink: `https://stspg.io/${id}`,
    started_at: stamp(first.at),
    page_id: pageId,
    incident_updates: updatesOf(id, said),
    components: [...keys].map((each) => ({ id: componentId(each) })),
    reminder_intervals: null,
    ...more,
  };
}

const worst = ["degraded_performance", "partial_outage", "major_outage"] as const;
const impactOf = { degraded_performance: "minor", partial_outage: "major", major_outage: "critical" } as const;
const named = ["website", "api", "dashboard", "hooks", "api-eu", "storage-eu"] as const;

function ordinary(index: number, from: Instant): OtherIncident {
  const key = named[index % named.length] ?? "api";
  const state = worst[index % 3] ?? "major_outage";
  const silent = index % 8 === 5;
  const of = (status: string) => (silent ? (index % 16 === 5 ? ("none" as const) : null) : { [key]: status });
  const said: Said[] = [
    {
      status: "investigating",
      body: `We are looking into errors & delays.<br />More follows.`,
      at: from,
      states: of(state),
    },
    {
      status: "identified",
      body: "**Found**: a bad node. Errors fall from 4% to <1%.",
      at: from + 20 * minute,
      states: of(state),
    },
    {
      status: "monitoring",
      body: "A fix is in place.<br/><br/>We watch it.",
      at: from + 40 * minute,
      states: of("operational"),
    },
    { status: "resolved", body: "This incident has been resolved.", at: from + 70 * minute, states: of("operational") },
  ];
  return told(`${index}`, `Errors ${index} on ${fullName(key)}`, silent ? "minor" : impactOf[state], said);
}

function special(at: Instant): OtherIncident[] {
  const before = (days: number) => at - days * day - 5 * hour;
  const looking = "We are looking into it.";
  const over = "It is over.";
  return [
    told("open", "API errors", "major", [
      { status: "investigating", body: looking, at: at - 50 * minute, states: { api: "partial_outage" } },
      { status: "identified", body: "A bad cache node.", at: at - 20 * minute, states: { api: "partial_outage" } },
    ]),
    told("postmortem", "Storage lost a disk", "critical", [
      { status: "investigating", body: looking, at: before(4), states: { "storage-eu": "major_outage" } },
      { status: "resolved", body: over, at: before(4) + hour, states: { "storage-eu": "operational" } },
      {
        status: "postmortem",
        body: "<p>A disk failed.</p><p>We have <b>two</b> now.</p>",
        at: before(3),
        states: null,
      },
    ]),
    told("offline", "Taken down to recover", "major", [
      { status: "identified", body: looking, at: before(6), states: { dashboard: "under_maintenance" } },
      { status: "resolved", body: over, at: before(6) + hour, states: { dashboard: "operational" } },
    ]),
    told("override", "A few requests were slow", "none", [
      { status: "investigating", body: looking, at: before(8), states: { website: "degraded_performance" } },
      { status: "resolved", body: over, at: before(8) + hour, states: { website: "operational" } },
    ]),
    told("gone", "Fax is down", "critical", [
      { status: "investigating", body: looking, at: before(60), states: { fax: "major_outage" } },
      { status: "resolved", body: over, at: before(60) + hour, states: { fax: "operational" } },
    ]),
  ];
}

function planned(key: string, name: string, from: Instant, to: Instant, said: readonly Said[]): OtherIncident {
  const times = { scheduled_for: stamp(from), scheduled_until: stamp(to) };
  return told(`planned ${key}`, name, "maintenance", said, times);
}

function maintenancesAt(at: Instant): OtherIncident[] {
  const said = (from: Instant): Said => ({
    status: "scheduled",
    body: "We will swap machines.<br />You may notice it.",
    at: from - 8 * day,
    states: { database: "operational" },
  });
  const begun = (from: Instant): Said => ({
    status: "in_progress",
    body: "Scheduled maintenance is currently in progress.",
    at: from,
    states: { database: "under_maintenance" },
  });
  const ended = (from: Instant): Said => ({
    status: "completed",
    body: "The scheduled maintenance has been completed.",
    at: from,
    states: { database: "operational" },
  });
  const past = [12, 26, 47].map((days) => {
    const from = at - days * day;
    const all = [said(from), begun(from), ended(from + 80 * minute)];
    return planned(`past ${days}`, `Database work ${days}`, from, from + 2 * hour, all);
  });
  const [early, back, now, soon, late] = [at - 20 * day, at - 2 * day, at - hour, at + 9 * day, at + 20 * minute];
  return [
    planned("late", "Restart of the API", late, late + hour, [{ ...said(late), at: at - 10 * minute }]),
    planned("soon", "Webhook workers", soon, soon + 2 * hour, [{ ...said(soon), states: { hooks: "operational" } }]),
    planned("now", "Fail-over test", now, now + 4 * hour, [said(now), begun(now)]),
    planned("back", "Not needed", back, back + hour, [said(back), ended(back - day)]),
    planned("early", "Begun early", early, early + hour, [
      said(early),
      begun(early - 10 * minute),
      ended(early + hour),
    ]),
    ...past,
  ];
}

/** As it is at that moment, with more incidents than such a page lists. */
export function otherPage(at: Instant): OtherPage {
  const incidents = [
    ...special(at),
    ...Array.from({ length: 60 }, (_, index) => ordinary(index, at - index * 30 * hour - 9 * hour)),
  ];
  return {
    page: {
      id: pageId,
      name: "Acme Cloud",
      url: "https://status.acme.example",
      time_zone: "Europe/Berlin",
      updated_at: stamp(at),
    },
    components: componentsAt(at),
    incidents: incidents.sort((a, b) => (a.created_at < b.created_at ? 1 : -1)),
    scheduled_maintenances: maintenancesAt(at),
  };
}

/** The same page an hour later: what was open is over, something new is open, work is over. */
export function grownPage(at: Instant): OtherPage {
  const page = otherPage(at);
  const then = at + hour;
  const solved: Said = {
    status: "resolved",
    body: "All is well.",
    at: then - 10 * minute,
    states: { api: "operational" },
  };
  const done: Said = { status: "completed", body: "Done.", at: then - 5 * minute, states: { database: "operational" } };
  const end = (all: OtherIncident[], id: string, said: Said) =>
    all.map((each) => {
      if (each.id !== id) return each;
      const [update] = updatesOf(`${id} later`, [said]);
      const changed = { status: said.status, updated_at: stamp(said.at), resolved_at: stamp(said.at) };
      return { ...each, ...changed, incident_updates: [...(update ? [update] : []), ...each.incident_updates] };
    });
  const opened = told("later", "Webhooks are late", "minor", [
    {
      status: "investigating",
      body: "They are late.",
      at: then - 15 * minute,
      states: { hooks: "degraded_performance" },
    },
  ]);
  return {
    page: { ...page.page, updated_at: stamp(then) },
    components: page.components.map((each) => {
      const slow = each.id === componentId("hooks") || each.id === componentId("exports");
      return each.group ? each : { ...each, status: slow ? "degraded_performance" : "operational" };
    }),
    incidents: [opened, ...end(page.incidents, idOf("incident open"), solved)],
    scheduled_maintenances: end(page.scheduled_maintenances, idOf("incident planned now"), done),
  };
}

/** The id of what the page calls so. */
export function idOfNamed({ incidents, scheduled_maintenances }: OtherPage, name: string): string {
  const found = [...incidents, ...scheduled_maintenances].find((each) => each.name === name);
  if (!found) throw new Error(`There is nothing called ${name}.`);
  return found.id;
}

const listed = 50;

/** What the page answers at each address. */
export function documentsOf({
  page,
  components,
  incidents,
  scheduled_maintenances,
}: OtherPage): Record<string, unknown> {
  const open = incidents.filter(({ status }) => !["resolved", "postmortem"].includes(status));
  const running = scheduled_maintenances.filter(({ status }) => status !== "completed");
  const status = { indicator: "major", description: "Partial System Outage" };
  return {
    "/api/v2/summary.json": { page, components, incidents: open, scheduled_maintenances: running, status },
    "/api/v2/components.json": { page, components },
    "/api/v2/incidents.json": { page, incidents: incidents.slice(0, listed) },
    "/api/v2/scheduled-maintenances.json": { page, scheduled_maintenances: scheduled_maintenances.slice(0, listed) },
  };
}

export type Answer = (response: ServerResponse) => void;
export type OtherSite = { url: string; answers: Map<string, unknown | Answer>; close: () => Promise<void> };

/** A real server that answers with documents, or as a function does; 404 for the rest. */
export async function otherSite(documents: Record<string, unknown>, under = ""): Promise<OtherSite> {
  const answers = new Map<string, unknown>(Object.entries(documents).map(([path, json]) => [under + path, json]));
  const server = createServer(({ url = "" }, response) => {
    const answer = answers.get(url);
    if (typeof answer === "function") return answer(response);
    response.writeHead(answer === undefined ? 404 : 200, { "content-type": "application/json; charset=utf-8" });
    response.end(answer === undefined ? "Not found" : JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, answers, close };
}
