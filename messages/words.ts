import { createTranslator } from "use-intl/core";
import en from "./en.json";

function translator(locale: string) {
  return createTranslator({ locale, messages: en, timeZone: "UTC" });
}

/** The catalogue in one language: `words()("label.outage")`. */
export type Words = ReturnType<typeof translator>;

const made = new Map<string, Words>();

export function words(locale = "en"): Words {
  let found = made.get(locale);
  if (!found) {
    found = translator(locale);
    made.set(locale, found);
  }
  return found;
}

const lists = new Map<string, Intl.ListFormat>();

/** "Harvest", "Harvest and Forecast", "Harvest, Forecast and API". */
export function listOf(names: readonly string[], locale = "en"): string {
  let list = lists.get(locale);
  if (!list) {
    list = new Intl.ListFormat(locale === "en" ? "en-GB" : locale, { type: "conjunction" });
    lists.set(locale, list);
  }
  return list.format(names);
}

/** At most three names, the rest counted: "Web app, API, Mail and 9 others" is what `listOf` makes of it. */
export function someNames(names: readonly string[], t: Words, most = 3): string {
  if (names.length <= most + 1) return listOf(names);
  return listOf([...names.slice(0, most), t("components.more", { count: names.length - most })]);
}

/** Rounded down: "3 days", "2 h 5 min", "45 min". */
export function duration(milliseconds: number, t: Words): string {
  const minutes = Math.floor(milliseconds / 60_000);
  if (minutes < 1) return t("duration.short");
  if (minutes < 60) return t("duration.minutes", { count: minutes });
  const hours = Math.floor(minutes / 60);
  if (hours < 48) {
    const rest = minutes % 60;
    const whole = t("duration.hours", { count: hours });
    return rest === 0 ? whole : `${whole} ${t("duration.minutes", { count: rest })}`;
  }
  const days = t("duration.days", { count: Math.floor(hours / 24) });
  return hours % 24 === 0 ? days : `${days} ${t("duration.hours", { count: hours % 24 })}`;
}

/** How far ahead something was announced, in its largest unit only: "3 days", "3 h", "45 min". */
export function ahead(minutes: number, t: Words): string {
  if (minutes < 60) return t("duration.minutes", { count: Math.max(0, Math.floor(minutes)) });
  if (minutes < 2880) return t("duration.hours", { count: Math.floor(minutes / 60) });
  return t("duration.days", { count: Math.floor(minutes / 1440) });
}
