import type { IncomingMessage, ServerResponse } from "node:http";
import { LRUCache } from "lru-cache";
import PQueue from "p-queue";
import { RateLimiterMemory } from "rate-limiter-flexible";
import { z } from "zod";
import type { Facts, Incident, Instant } from "@/domain/facts";
import { derivePage, toldFacts } from "@/domain/page";
import { sourceOf } from "@/messages/v2/source";
import { words } from "@/messages/words";
import { DatabaseAway } from "../database-away";
import { answerEdition } from "../editions/answer";
import { isRead, pathOf, queryOf } from "../editions/asked";
import type { Edition } from "../editions/edition";
import { journalVersion } from "../journal/pending";
import { log } from "../log";
import { countServed } from "../metrics";
import { remember } from "../remember";
import { settings } from "../settings";
import { currentFacts, currentPage, currentRevision } from "../snapshot";
import { answerSaid, refuseMethod } from "./desk";
import { presentDocuments } from "./documents";
import { programEdition } from "./edition";
import { factsOf } from "./past-facts";
import { failedProblem, unknownProblem } from "./problems";
import { problem, type Said } from "./said";
import { saidOfV2, site } from "./said-now";

type Moments = { kept: LRUCache<string, Edition>; turns: PQueue; limiter: RateLimiterMemory };

const mostWaiting = 20;
const minute = 60_000;
/** What one address may ask for in so many seconds. */
const share = 60;
const perSeconds = 10;
/** What all of them together may take: each is reckoned anew, and holds up everybody else meanwhile. */
const perSecond = 10;

function moments(): Moments {
  return remember("moments", () => ({
    kept: new LRUCache({ max: 100 }),
    turns: new PQueue({ concurrency: 1, interval: 1_000, intervalCap: perSecond }),
    limiter: new RateLimiterMemory({ points: share, duration: perSeconds }),
  }));
}

/** Whether the status of another moment is asked for: never printed, nor kept on disk. */
export function isMomentAsked(url: string): boolean {
  if (!url.includes("at=") || !queryOf(url).has("at")) return false;
  return presentDocuments.some(({ path, program }) => program.is === "v2" && path === pathOf(url));
}

/** Answers how things were at a moment; false when something else is asked for. */
export function answerMoment(request: IncomingMessage, response: ServerResponse): boolean {
  if (!isMomentAsked(request.url ?? "/")) return false;
  if (!isRead(request)) refuseMethod(request, response);
  else
    answer(request, response).catch((err) => {
      if (!(err instanceof DatabaseAway)) log().error({ err }, "A moment of the past could not be answered");
      answerSaid(problem(failedProblem()), request, response);
    });
  return true;
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  countServed("other");
  const url = request.url ?? "/";
  const query = queryOf(url);
  const at = momentIn(query.get("at") ?? "", currentPage().at);
  if (typeof at === "string") return answerSaid(problem(wrongMoment(at)), request, response);
  const isTooMuch = await asksTooMuch(String(request.headers["x-candor-address"] ?? ""));
  const { kept, turns } = moments();
  if (isTooMuch || turns.size >= mostWaiting) return answerSaid(busy(), request, response);
  const asked = { path: pathOf(url), at, asKnownThen: query.get("known") === "then" };
  const revision = currentRevision();
  const key = JSON.stringify([asked, revision?.databaseId, revision?.revision, journalVersion()]);
  const edition = kept.get(key) ?? (await turns.add(async () => programEdition(await saidAt(asked))));
  if (edition.status === 200) kept.set(key, edition);
  answerEdition(edition, request, response);
}

async function asksTooMuch(address: string): Promise<boolean> {
  return moments()
    .limiter.consume(address)
    .then(
      () => false,
      () => true,
    );
}

function busy(): Said {
  const [title, detail] = [words()("v2.wrongMoment"), words()("v2.busy")];
  return problem({ type: "about:blank", title, status: 429, detail }, { "Retry-After": String(perSeconds) });
}

const time = z.iso.datetime({ offset: true });

/** The moment that a text names, to the minute; else what is wrong with it. A plus sign may have become a space. */
function momentIn(text: string, now: Instant): Instant | string {
  const parsed = time.safeParse(text.replace(/ (?=\d\d:\d\d$)/, "+"));
  if (!parsed.success) return words()("v2.notATime");
  const at = Math.floor(Date.parse(parsed.data) / minute) * minute;
  return at > now ? words()("v2.futureTime") : at;
}

function wrongMoment(detail: string) {
  const title = words()("v2.wrongMoment");
  return { type: "about:blank", title, status: 400, detail, errors: { at: detail } };
}

/** When an incident of limited detail began is nobody's to find out: before it was posted there was none. */
function withoutHints(facts: Facts, at: Instant): Facts {
  const wasPosted = ({ updates }: Incident) => updates.some(({ postedAt }) => postedAt <= at);
  return { ...facts, incidents: facts.incidents.filter((each) => !each.limitedDetail || wasPosted(each)) };
}

type Asked = { path: string; at: Instant; asKnownThen: boolean };

/** What is known now about then; `asKnownThen`: only what had been posted by that time. */
async function saidAt({ path, at, asKnownThen }: Asked): Promise<Said> {
  const found = await factsOf(at);
  const facts = found && withoutHints(found, at);
  const options = { factsAt: currentFacts()?.knownAt ?? at, ...(asKnownThen ? { knownAt: at } : {}) };
  const page = facts && derivePage(facts, at, options);
  if (!page || page.mode === "unknown") return problem(unknownProblem({ unknownBecause: null }, settings().siteUrl));
  const name = path.endsWith("/status.json") ? "status" : "summary";
  const said = saidOfV2(name, sourceOf(toldFacts(facts, at, options), page, site()));
  return { ...said, headers: { "X-Robots-Tag": "noindex" } };
}
