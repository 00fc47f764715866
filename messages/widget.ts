import type { Id } from "../domain/facts";
import type { PublicPage, PublicWindow } from "../domain/public-page";
import { type PageLabel, type PageMode, severity } from "../domain/status";
import { answer } from "./headline";
import { plain } from "./phrase";
import { pageOf } from "./v2/documents";
import type { Source } from "./v2/source";
import { incidentItem, stamp, type Telling, type WidgetItem } from "./widget-items";
import { stateItems } from "./widget-states";
import { windowItem, workItem } from "./widget-windows";
import { words } from "./words";

/** `/api/widget.json`, documented in docs/WIDGET.md. */
export type WidgetDocument = {
  version: 1;
  page: { name: string; url: string };
  mode: PageMode;
  /** What it was when it was last known, where the mode is `unknown`. */
  last_known: PageMode | null;
  label: PageLabel | null;
  label_text: string;
  headline: string;
  /** The ids of all there are, so that nothing is claimed of others. */
  components: Id[];
  incidents: WidgetItem[];
  maintenances: WidgetItem[];
  upcoming: WidgetItem[];
  updated_at: string;
  /** Up to when it is known; null while it is known now. */
  as_of: string | null;
  /** When it changes by time alone at the latest. */
  valid_until: string | null;
};

const mostUpcoming = 20;

/** What products are told of the page; `textOf` makes plain text of what staff wrote. */
export function widgetDocument(source: Source, textOf: Telling["textOf"]): WidgetDocument {
  const { page, site } = source;
  const t = words();
  const telling = { source, textOf };
  const asWork = (windows: PublicWindow[]) => windows.filter(({ announced }) => announced === "uncovered");
  const planned = (windows: PublicWindow[]) => windows.filter(({ announced }) => announced !== "uncovered");
  const told = [
    ...page.openIncidents.map((incident) => incidentItem(incident, telling)),
    ...asWork([...page.runningWindows, ...page.upcomingWindows]).map((window) => workItem(window, telling)),
  ];
  const isKnown = page.mode !== "unknown" && !page.isCopy;
  return {
    version: 1,
    page: { name: page.name, url: `${site.url}/` },
    mode: isKnown ? page.mode : "unknown",
    last_known: isKnown || page.mode === "unknown" ? null : page.mode,
    label: page.label,
    label_text: labelText(page),
    headline: plain(answer(page, t)),
    components: page.groups.flatMap((group) => group.components.map(({ id }) => id)),
    incidents: worstFirst([...told, ...stateItems(source, told)]),
    maintenances: planned(page.runningWindows).map((window) => windowItem(window, telling)),
    upcoming: planned(page.upcomingWindows)
      .slice(0, mostUpcoming)
      .map((window) => windowItem(window, telling)),
    updated_at: pageOf(source).updated_at,
    as_of: page.staleSince === null ? null : stamp(page.staleSince),
    valid_until: page.validUntil === null ? null : stamp(page.validUntil),
  };
}

function labelText(page: PublicPage): string {
  if (page.mode === "unknown") return words()("label.unknown");
  return page.label === null ? plain(answer(page)) : words()(`label.${page.label}`);
}

function worstFirst(items: WidgetItem[]): WidgetItem[] {
  return items.sort((a, b) => severity(b.status) - severity(a.status) || severity(b.worst) - severity(a.worst));
}
