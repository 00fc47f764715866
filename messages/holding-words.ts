import type { Holding, HoldingAlso } from "../domain/holding";
import type { PublicPage, PublicWindow } from "../domain/public-page";
import { planningWords } from "../domain/wording";
import { asOf } from "./as-of";
import { endFacts, lateFacts, promiseWords } from "./facts-line";
import { answer, offlineWords } from "./headline";
import { type Phrase, phrase, plain, time, told } from "./phrase";
import { movedWords, shortNoticeWords } from "./window-words";
import { ahead, someNames, type Words, words } from "./words";

/** A holding page in words, sentence by sentence. */
export type HoldingWords = {
  title: string;
  label: string;
  aside: string | null;
  answer: Phrase;
  facts: Phrase[];
  /** What it is not, said apart from the other facts. */
  denial: string | null;
  promise: Phrase | null;
  also: Phrase[];
  alsoNot: string | null;
};

const mostAlso = 5;

export function holdingWords(holding: Holding, page: PublicPage, t: Words = words()): HoldingWords {
  const said = sayings[holding.mode](holding, page, t);
  const name = told(holding.component?.name ?? page.name);
  const also = holding.also.slice(0, mostAlso).map((each) => alsoWords(each, holding, t));
  const rest = holding.also.length - also.length;
  return {
    title: said.title,
    label: said.label,
    aside: said.aside ?? null,
    answer: phrase(said.answer, page),
    facts: said.facts.map((fact) => phrase(fact, page)),
    denial: holding.mode === "outage" ? t("fact.notPlanned") : null,
    promise: holding.incident?.nextUpdate ? phrase(promiseWords(holding.incident.nextUpdate, t), page) : null,
    also: (rest > 0 ? [...also, t("holding.alsoMore", { count: rest })] : also).map((line) => phrase(line, page)),
    alsoNot: holding.mode === "unknown" && also.length > 0 ? t("holding.alsoNot", { name }) : null,
  };
}

type Saying = { title: string; label: string; aside?: string | null; answer: string; facts: string[] };

const sayings: Record<Holding["mode"], (holding: Holding, page: PublicPage, t: Words) => Saying> = {
  outage: outageSaying,
  maintenance: plannedSaying,
  unknown: unknownSaying,
};

function outageSaying(holding: Holding, page: PublicPage, t: Words): Saying {
  const label = holding.severity === "partial_outage" ? "partial_outage" : "outage";
  const facts = holding.since === null ? [] : [t("fact.since", { since: time(holding.since) })];
  const began = holding.incident?.startedAt ?? holding.since;
  if (began !== null && holding.since !== null && began < holding.since)
    facts.push(t("fact.began", { began: time(began) }));
  if (holding.window?.runningLate) facts.push(...endFacts(holding.window, t));
  return {
    title: t(`title.${label}`, { name: page.name }),
    label: t(`label.${label}`),
    aside: page.isCopy ? plain(phrase(t("label.asOf", { at: asOf(page) }), page)) : null,
    answer: outageAnswer(holding, page, t),
    facts,
  };
}

function outageAnswer(holding: Holding, page: PublicPage, t: Words): string {
  const { component, offline, incident, window, severity } = holding;
  if (component === null) return plainAnswer(page, t);
  if (offline) return offlineWords("headline.taken_offline", [component.name], offline.reason, t);
  if (incident?.effect) return told(incident.effect);
  const name = told(component.name);
  if (window?.runningLate) return t("holding.lateWork", { name });
  if (window) return t("headline.unannounced_work", { names: name });
  return t(`change.${severity ?? "major_outage"}`, { names: name, count: 1 });
}

function plainAnswer(page: PublicPage, t: Words): string {
  return answer(page, t)
    .map((part) => (typeof part === "string" ? part : time(part.at)))
    .join("");
}

function plannedSaying(holding: Holding, page: PublicPage, t: Words): Saying {
  const { window, late, until, notice } = holding;
  const names = told(holding.component?.name ?? page.name);
  const label = late ? "running_late" : notice === "short" ? "maintenance_short_notice" : "maintenance";
  const end = { names, count: 1, until: time(until ?? holding.at) };
  const announced =
    window &&
    (notice === "short"
      ? shortNoticeWords(window, t)
      : t("holding.announcedAhead", { ahead: ahead(window.minutesAhead, t) }));
  return {
    title: t(`title.${label}`, { name: page.name }),
    label: t(`label.${label}`),
    aside: late ? null : announced,
    answer: late ? t("headline.running_late.down", end) : t("headline.window.down", end),
    facts: late && window ? lateFacts(window, t) : plannedFacts(window, t),
  };
}

/** Both ends are told of what was extended in time. */
function plannedFacts(window: Holding["window"], t: Words): string[] {
  if (window === null) return [];
  const moved = window.announcedEndAt === window.endAt ? movedWords(window, t) : null;
  return [...(window.status === "verifying" ? [t("window.checking")] : []), ...(moved === null ? [] : [moved])];
}

function unknownSaying(holding: Holding, page: PublicPage, t: Words): Saying {
  const name = told(holding.component?.name ?? page.name);
  const work = { none: "holding.noWork", lesser: "holding.noSuchWork", not_known: "holding.notKnown" } as const;
  return {
    title: t("holding.unknownTitle", { name: page.name }),
    label: t("holding.unknownLabel"),
    answer: t("holding.unknown", { name }),
    facts: [t(work[holding.work], { name })],
  };
}

function alsoWords(also: HoldingAlso, { mode }: Holding, t: Words): string {
  // Where nothing is explained no word may sound like an explanation, whoever wrote it.
  const safe = (text: string) => mode !== "unknown" || planningWords(text).length === 0;
  if (also.kind === "state") {
    const state = t(`change.${stateOf(also.status)}`, { names: told(also.name), count: 1 });
    return safe(also.name) ? state : t("holding.alsoStateUnnamed");
  }
  if (also.kind === "incident") {
    const text = told(also.incident.effect ?? also.incident.name);
    const since = time(also.incident.startedAt);
    return safe(text) ? t("holding.alsoIncident", { text, since }) : t("holding.alsoUnnamed", { since });
  }
  const names = told(
    someNames(
      also.window.components.map(({ name }) => name),
      t,
    ),
  );
  const until = time(also.window.announcedEndAt);
  const kind = alsoKind(also.window);
  return safe(names) ? t(`holding.${kind}`, { names, until }) : t(`holding.${kind}Unnamed`, { until });
}

function alsoKind({ announced, runningLate }: PublicWindow) {
  if (announced === "uncovered") return "alsoUnannounced";
  return runningLate ? "alsoLate" : "alsoWork";
}

function stateOf(status: Extract<HoldingAlso, { kind: "state" }>["status"]) {
  return status === "under_maintenance" ? "degraded_performance" : status;
}
