// From what is told to what is drawn.
import { widget as words } from "../../messages/en.json";
import { fill, timeOf } from "./times";
import { type Choices, isComing, type Told } from "./told";
import type { CandorItem, CandorLabel, CandorStatus } from "./widget";

/** What may be told, and up to when it was so where that is not now. */
type Knowledge = { known: boolean; status: CandorStatus | null; asOf: string | null };

/** Without a tone nothing is shown. All but the last three are lines. */
export type Picture = {
  label?: string | undefined;
  what?: string | undefined;
  text?: string | undefined;
  facts?: string | undefined;
  tone?: string | undefined;
  /** Where more is said, if not on the status page. */
  url?: string | undefined;
  canDismiss?: boolean;
};

function toneOf(label: CandorLabel): string {
  if (label === "unannounced_work") return "degraded";
  return /partial|outage|degraded/.exec(label)?.[0] ?? (/unstable|recovered/.test(label) ? "watch" : "work");
}

/** The times of an item, and what it is not. */
function factsOf({ label, since, until, next_update_by: next, note }: CandorItem, now: number) {
  const say = (words: string, at: string | null) => at && fill(words, { at: timeOf(at, now) });
  const promised = Date.parse(next ?? "") + 300_000 < now ? words.overdue : words.due;
  if (label === "running_late") return [say(words.wasToEnd, until)];
  return [note, since && until ? timeOf(since, now, until) : say(words.since, since), say(promised, next)];
}

const lastKnown = (label: string | undefined, asOf: string, now: number) =>
  fill(words.lastKnown, { label, at: timeOf(asOf, now) });

/** All is well, as far as anything is said. */
function calm({ label, label_text: text }: CandorStatus, { components }: Choices): Picture {
  const said = components || label ? words.operational : text;
  return { tone: said === words.operational ? "clear" : "quiet", label: said };
}

function pictureOfItem(item: CandorItem, others: number, now: number): Picture {
  const coming = isComing(item, now);
  const facts = [...factsOf(item, now), others && fill(words.more, { count: others })];
  return {
    tone: coming ? "coming" : item.label ? toneOf(item.label) : "quiet",
    label: coming ? words.upcoming : item.label_text,
    what: item.effect ?? item.name,
    text: item.update?.text,
    facts: facts.filter(Boolean).join(" · "),
    url: item.url,
    canDismiss: true,
  };
}

export function pictureOf(
  { status, known, asOf }: Knowledge,
  { mode, items }: Told,
  choices: Choices,
  now: number,
): Picture {
  const [first] = items;
  const { isBadge, isAlways } = choices;
  if (!first && !isBadge && !isAlways) return {};
  const said = first
    ? pictureOfItem(first, items.length - 1, now)
    : status && mode !== "unknown"
      ? calm(status, choices)
      : null;
  const tone = known && said ? said.tone : "unknown";
  if (first && !isBadge) {
    const age = asOf ? `${fill(words.asOf, { at: timeOf(asOf, now) })} ` : "";
    return { ...said, tone, facts: age + said?.facts };
  }
  const label = said ? (asOf ? lastKnown(said.label, asOf, now) : said.label) : words.unknown;
  return { tone, [isBadge ? "label" : "what"]: label };
}
