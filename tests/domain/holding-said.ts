import type { Facts, Instant } from "@/domain/facts";
import { deriveHolding, type Holding } from "@/domain/holding";
import { derivePage } from "@/domain/page";
import { holdingWords } from "@/messages/holding-words";
import { plain } from "@/messages/phrase";
import { noon } from "./facts";

export function holdingOf(told: Facts, id: string | null, now: Instant = noon): Holding {
  return deriveHolding(told, derivePage(told, now), id === null ? null : { id }, now);
}

/** Every sentence of the page. */
export function said(told: Facts, id: string | null, now: Instant = noon): string {
  const page = derivePage(told, now);
  const {
    title,
    label,
    aside,
    answer,
    facts: lines,
    denial,
    promise,
    also,
    alsoNot,
  } = holdingWords(holdingOf(told, id, now), page);
  const phrases = [answer, ...lines, ...also, ...(promise ? [promise] : [])].map(plain);
  return [title, label, aside, ...phrases, denial, alsoNot].filter(Boolean).join("\n");
}
