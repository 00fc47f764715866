import type { Id, Incident, Instant } from "../../domain/facts";
import { componentsTouched, incidentStatusAt } from "../../domain/incident";
import type { PublicPage, PublicWindow } from "../../domain/public-page";
import type { Indicator } from "../../domain/status";
import { dated, phrase, plain } from "../phrase";
import { words } from "../words";
import type { Component } from "./component";
import { incidentOf, type V2Incident } from "./incident";
import { incidentOfNotice, isNoticeOver, isNoticeTold } from "./notice";
import type { Source } from "./source";
import { incidentOfWork, maintenanceOf, type V2Maintenance, workStatus } from "./window";

/** The documents of Statuspage's public API v2, by their names in its addresses. */
export const v2Names = [
  "summary",
  "status",
  "components",
  "incidents",
  "incidents/unresolved",
  "incidents/resolved",
  "scheduled-maintenances",
  "scheduled-maintenances/upcoming",
  "scheduled-maintenances/active",
] as const;
export type V2Name = (typeof v2Names)[number];

/** As many as its lists have at most. */
export const mostListed = 50;

type V2Page = { id: string; name: string; url: string; time_zone: string; updated_at: string };

/** A document as it is on the wire, keys in order. */
export function v2Document(name: V2Name, source: Source): object {
  const page = pageOf(source);
  const open = <T>(told: Listed<T>[]) => tell(told.filter(({ isOver }) => !isOver));
  const over = <T>(told: Listed<T>[]) => tell(told.filter(({ isOver }) => isOver).slice(0, mostListed));
  switch (name) {
    case "summary":
      return {
        page,
        components: byPosition(source.components()),
        incidents: open(incidents(source)),
        scheduled_maintenances: open(maintenances(source)),
        status: statusOf(source.page),
      };
    case "status":
      return { page, status: statusOf(source.page) };
    case "components":
      return { page, components: byPosition(source.components()) };
    case "incidents":
      return { page, incidents: tell(incidents(source).slice(0, mostListed)) };
    case "incidents/unresolved":
      return { page, incidents: open(incidents(source)) };
    case "incidents/resolved":
      return { page, incidents: over(incidents(source)) };
    case "scheduled-maintenances":
      return { page, scheduled_maintenances: tell(maintenances(source).slice(0, mostListed)) };
    case "scheduled-maintenances/upcoming":
      return {
        page,
        scheduled_maintenances: open(maintenances(source)).filter(({ status }) => status === "scheduled"),
      };
    case "scheduled-maintenances/active":
      return {
        page,
        scheduled_maintenances: open(maintenances(source)).filter(({ status }) => status !== "scheduled"),
      };
  }
}

/** Told only where it is in the list that was asked for: there may be thousands. */
export type Listed<T> = {
  id: Id;
  createdAt: Instant;
  isOver: boolean;
  isOf: (componentId: Id) => boolean;
  tell: () => T;
};

function tell<T>(listed: Listed<T>[]): T[] {
  return listed.map((each) => each.tell());
}

export function pageOf({ page, site, facts, components, stamp }: Source): V2Page {
  const { name, timeZone: zone, since, lastPostedAt } = page;
  const changes = [lastPostedAt, since, facts.page.setUpAt].filter((at) => at !== null && at <= page.at);
  const last = Math.max(0, ...(changes as number[]), ...components().map((each) => Date.parse(each.updated_at)));
  return {
    id: site.pageId,
    name,
    url: site.url,
    time_zone: zone === "UTC" ? "Etc/UTC" : zone,
    updated_at: stamp(last),
  };
}

/** By position over the whole page, groups and their members among each other. */
function byPosition(components: readonly Component[]): Component[] {
  return [...components].sort((a, b) => a.position - b.position);
}

export function incidents(source: Source): Listed<V2Incident>[] {
  const { facts, page, windows } = source;
  const work = windows().unplanned.map((window) => ({
    ...listedWork(window),
    tell: () => incidentOfWork(source, window),
  }));
  const notices = facts.notices
    .filter((notice) => isNoticeTold(notice, page.at))
    .map((notice) => ({
      id: notice.id,
      createdAt: notice.postedAt,
      isOver: isNoticeOver(notice, page.at),
      isOf: () => false,
      tell: () => incidentOfNotice(source, notice),
    }));
  return newestFirst([...facts.incidents.flatMap((incident) => listedIncident(source, incident)), ...work, ...notices]);
}

function listedIncident(source: Source, incident: Incident): Listed<V2Incident>[] {
  const status = incidentStatusAt(incident, source.page.at);
  if (status === null || incident.withdrawn) return [];
  const { id, createdAt } = incident;
  const touched = () => (incident.limitedDetail ? [] : componentsTouched(incident, source.page.at));
  return [
    {
      id,
      createdAt,
      isOver: status === "resolved",
      isOf: (componentId) => touched().includes(componentId),
      tell: () => incidentOf(source, incident, status),
    },
  ];
}

export function maintenances(source: Source): Listed<V2Maintenance>[] {
  const planned = source.windows().planned;
  return newestFirst(planned.map((window) => ({ ...listedWork(window), tell: () => maintenanceOf(source, window) })));
}

function listedWork(window: PublicWindow) {
  const isOf = (componentId: Id) => window.components.some(({ id }) => id === componentId);
  return { id: window.id, createdAt: window.announcedAt, isOver: workStatus(window) === "completed", isOf };
}

export function newestFirst<T>(all: Listed<T>[]): Listed<T>[] {
  return all.sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1));
}

/** What is said of the whole page; a free text, so that it claims no fault that is over. */
export function statusOf(page: PublicPage): { indicator: Indicator; description: string } {
  return { indicator: page.indicator ?? "none", description: descriptionOf(page) };
}

function descriptionOf(page: PublicPage): string {
  const t = words();
  if (page.label === "recovered" || page.label === "unstable") return t(`v2.${page.label}`);
  if (page.indicator === "none" && page.staleSince !== null)
    return plain(phrase(t("headline.clearStale", { at: dated(page.staleSince) }), page));
  return t(`v2.description.${page.indicator ?? "none"}`);
}
