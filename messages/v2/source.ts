import type { Facts, Id, Instant } from "../../domain/facts";
import { componentNames, type NameOf } from "../../domain/public-incident";
import type { PublicPage, PublicWindow } from "../../domain/public-page";
import { windowIn } from "../../domain/public-window";
import { stampIn } from "../../domain/zone";
import { type Component, componentsOf } from "./component";

/** Where the page is, and how programs know it. */
export type Site = {
  /** Twelve characters of [a-z0-9]. */
  pageId: Id;
  /** Without a slash at the end. */
  url: string;
};

/** What every document of the API v2 is made from; `page` was derived from the same facts. */
export type Source = {
  facts: Facts;
  page: PublicPage;
  site: Site;
  /** In the page's order, a group before its members. */
  components: () => Component[];
  /** By what programs call them: "Group - Child" where there is a group. */
  nameOf: NameOf;
  /** Windows as the world sees them; what was not announced in time is told as incidents. */
  windows: () => { planned: PublicWindow[]; unplanned: PublicWindow[] };
  stamp: (at: Instant) => string;
};

export function sourceOf(facts: Facts, page: PublicPage, site: Site): Source {
  const stamp = (at: Instant) => stampOf(page.timeZone, at);
  return {
    facts,
    page,
    site,
    components: once(() => componentsOf(facts, page, site, stamp)),
    nameOf: fullNames(facts),
    windows: once(() => windowsOf(facts, page)),
    stamp,
  };
}

const stamps = new Map<string, string>();
const mostStamps = 20_000;

/** Kept, since the same times are told again and again, and clock changes take long to look up. */
function stampOf(zone: string, at: Instant): string {
  const key = `${at} ${zone}`;
  const known = stamps.get(key);
  if (known) return known;
  if (stamps.size >= mostStamps) stamps.clear();
  const made = stampIn(zone, at);
  stamps.set(key, made);
  return made;
}

/** Found when it is first asked for: some documents need little. */
function once<T>(find: () => T): () => T {
  let found: { value: T } | null = null;
  return () => {
    found ??= { value: find() };
    return found.value;
  };
}

function windowsOf(facts: Facts, { at }: PublicPage) {
  const nameOf = componentNames(facts);
  const told = facts.maintenances.flatMap((window) => windowIn(facts, window, at, nameOf) ?? []);
  const isUnplanned = ({ announced }: PublicWindow) => announced === "uncovered";
  return { planned: told.filter((window) => !isUnplanned(window)), unplanned: told.filter(isUnplanned) };
}

function fullNames(facts: Facts): NameOf {
  const groups = new Map(facts.groups.map(({ id, name }) => [id, name]));
  const names = new Map(
    facts.components.map(({ id, name, groupId }) => {
      const group = groupId === null ? undefined : groups.get(groupId);
      return [id, group === undefined ? name : `${group} - ${name}`];
    }),
  );
  return (id) => names.get(id) ?? id;
}

/** The components among `ids` that the page has, as they are now; a copy can't say how they are. */
export function presentComponents({ page, components }: Source, ids: readonly Id[]): Component[] {
  if (page.isCopy) return [];
  const wanted = new Set(ids);
  return components().filter(({ id, group }) => !group && wanted.has(id));
}
