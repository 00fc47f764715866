import { micromark } from "micromark";
import { feedClock } from "@/messages/clock";
import type { HistoryEntry } from "@/messages/history";

/**
 * The updates of an entry as HTML, the newest first, in the form by which readers find each state:
 * `<strong>Resolved</strong> - text`.
 */
export function contentOf({ updates }: HistoryEntry, timeZone: string): string {
  return updates.map((update) => contentOfUpdate(update, timeZone)).join("");
}

function contentOfUpdate({ label, at, body }: HistoryEntry["updates"][number], timeZone: string): string {
  const { month, day, time, zone } = feedClock(at, timeZone);
  const when = `${month} <var data-var='date'>${day}</var>, <var data-var='time'>${time}</var> ${zone}`;
  const head = `<p><small>${when}</small><br><strong>${label}</strong> - `;
  const html = htmlOf(body);
  return html.startsWith("<p>") ? head + html.slice("<p>".length) : `${head}</p>${html}`;
}

/** Staff's Markdown without HTML of its own, and without images: those would tell who reads it. */
function htmlOf(markdown: string): string {
  return micromark(markdown.toWellFormed(), { extensions: [{ disable: { null: ["labelStartImage"] } }] });
}

const entities: Record<string, string> = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&amp;": "&" };

/** The same in one line, without any markup. */
export function plainText(markdown: string): string {
  const text = htmlOf(markdown).replace(/<[^>]*>/g, "");
  return text
    .replace(/&(?:lt|gt|quot|amp);/g, (entity) => entities[entity] ?? entity)
    .replace(/\s+/g, " ")
    .trim();
}
