import type { PublicWindow } from "../domain/public-page";
import { type ExpectedEffect, type PageLabel, statusOfEffect } from "../domain/status";
import {
  harmless,
  type ItemComponent,
  labelOfStatus,
  short,
  stamp,
  type Telling,
  updateOf,
  type WidgetItem,
} from "./widget-items";
import { effectLines, windowState, windowStateWords } from "./window-words";
import { words } from "./words";

/** Work that nobody announced in time: as bad as what it does, once it has begun. */
export function workItem(window: PublicWindow, telling: Telling): WidgetItem {
  const t = words();
  const hasBegun = window.actualStart !== null;
  const item = windowItem(window, telling);
  const status = hasBegun ? item.status : "operational";
  const label = labelOfStatus[status] ?? null;
  return {
    ...item,
    kind: "work",
    label,
    label_text: label === null ? item.label_text : t(`label.${label}`),
    note: t("fact.notPlanned"),
    status,
    worst: status,
    components: hasBegun ? asTrouble(item.components) : harmless(item.components, item.label_text),
  };
}

function asTrouble(components: readonly ItemComponent[]): ItemComponent[] {
  return components.map((each) => {
    const label = labelOfStatus[each.status] ?? null;
    return label === null ? each : { ...each, label, label_text: words()(`label.${label}`) };
  });
}

export function windowItem(window: PublicWindow, { source, textOf }: Telling): WidgetItem {
  const { id, updates, message, announcedAt, effect } = window;
  const [latest] = updates;
  const text = latest ? updateOf(latest, textOf) : null;
  const label_text = windowStateWords(window);
  const labelFor = (of: ExpectedEffect) => (of === "none" ? null : labelOfWork(window));
  return {
    id,
    kind: "maintenance",
    url: `${source.site.url}/maintenance/${id}`,
    name: window.name,
    label: labelFor(effect),
    label_text,
    effect: effectLines(window).join(". "),
    note: null,
    status: statusOfEffect(effect),
    worst: statusOfEffect(effect),
    components: window.components.map((each) => {
      const status = statusOfEffect(each.effect);
      return { id: each.id, status, worst: status, label: labelFor(each.effect), label_text };
    }),
    since: stamp(window.actualStart ?? window.startAt),
    until: stamp(window.announcedEndAt),
    next_update_by: null,
    update: text ?? { id, at: stamp(announcedAt), status: "scheduled", text: short(textOf(message)) },
  };
}

function labelOfWork(window: PublicWindow): PageLabel {
  if (windowState(window) === "late") return "running_late";
  return window.announced === "short" ? "maintenance_short_notice" : "maintenance";
}
