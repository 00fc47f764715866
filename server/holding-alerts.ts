import type { IncomingHttpHeaders } from "node:http";
import { isbot } from "isbot";
import type { Id, Instant } from "@/domain/facts";
import { deriveHolding, type Holding } from "@/domain/holding";
import { systemActor } from "./actor";
import { sendAlert } from "./alert-webhook";
import { countHit, forgetHits, raisedStreaks, type Streak, slotsToAlert } from "./holding-hits";
import { areHoldingAlertsMuted } from "./holding-mute";
import { log } from "./log";
import { remember } from "./remember";
import { sessionCookie } from "./session-options";
import { settings } from "./settings";
import { currentFacts, currentPage } from "./snapshot";
import { write } from "./write";

/** Visitors see a holding page, and nothing that is posted says why. */
export type HoldingAlert = {
  component: { id: Id; name: string } | null;
  since: Instant;
  /** Distinct addresses that reached Candor; a proxy's cache hides others. */
  visitors: number;
};

export type Visitor = { address: string; userAgent: string; isStaff: boolean };

type Shared = { sentAt: Instant | null };

const sendEveryMs = 30 * 60_000;

function shared(): Shared {
  return remember("holding-alerts", () => ({ sentAt: null }));
}

/** Whoever is signed in here looks at the page itself, and was not sent to it by the product's proxy. */
export function visitorOf(headers: IncomingHttpHeaders): Visitor {
  const { "x-candor-address": address = "", "user-agent": userAgent = "", cookie = "" } = headers;
  return { address: String(address), userAgent, isStaff: cookie.includes(`${sessionCookie().name}=`) };
}

/** Takes note of a holding page that was served; resolves when whoever must know of it was told. Never rejects. */
export async function noteHolding(holding: Holding, visitor: Visitor, now: Instant = holding.at): Promise<void> {
  const id = holding.component?.id ?? null;
  if (holding.mode !== "unknown") return forgetHits(id);
  // Nobody can tell what is posted.
  if (holding.work === "not_known" || visitor.isStaff || isbot(visitor.userAgent)) return;
  const streak = countHit(id, visitor.address, now);
  if (streak.slots < slotsToAlert || (streak.raisedAt !== null && streak.sent)) return;
  try {
    if (streak.raisedAt === null) await raise(streak, holding, now);
    else await send(streak, now);
  } catch (err) {
    log().error({ err }, "An alert about holding pages could not be recorded");
  }
}

async function raise(streak: Streak, holding: Holding, now: Instant): Promise<void> {
  // Set before waiting, so that those who come meanwhile don't raise it again.
  streak.raisedAt = now;
  if (await areHoldingAlertsMuted(now)) {
    streak.raisedAt = null;
    return;
  }
  await Promise.all([send(streak, now), record(streak, holding)]);
}

async function record(streak: Streak, { component }: Holding): Promise<void> {
  const after = { component: component?.name ?? null, since: streak.firstAt, visitors: streak.addresses.size };
  const subject = component ? { subjectKind: "component", subjectId: component.id } : whole;
  const event = { type: "holding.unexplained", ...subject, after };
  await write(systemActor, async () => ({ event, result: undefined }));
}

const whole = { subjectKind: "page", subjectId: "page" };

async function send(streak: Streak, now: Instant): Promise<void> {
  const { alertWebhookUrl: url } = settings();
  const { sentAt } = shared();
  if (streak.sent || url === null || (sentAt !== null && now - sentAt < sendEveryMs)) return;
  streak.sent = true;
  shared().sentAt = now;
  await sendAlert(url, message(alertOf(streak)));
}

function message({ component, since, visitors }: HoldingAlert): object {
  const { siteUrl } = settings();
  const page = currentPage().name;
  const what = component ? `${page}, ${component.name}` : page;
  const openUrl = `${siteUrl}${outagePath({ component, since })}`;
  return {
    type: "holding.unexplained",
    text: `Visitors are seeing the holding page and nothing is posted (${what}). Post an outage: ${openUrl}`,
    page,
    siteUrl,
    component,
    since: new Date(since).toISOString(),
    visitors,
    openUrl,
  };
}

/** Where the outage is written, with what is known of it filled in. */
export function outagePath({ component, since }: Pick<HoldingAlert, "component" | "since">): string {
  const known = new URLSearchParams({ ...(component && { component: component.id }), since: String(since) });
  return `/staff/incidents/new?${known}`;
}

/** What staff are to be told now: raised, still going on, and still without a word posted. */
export function holdingAlerts(now: Instant = currentPage().at): HoldingAlert[] {
  const page = currentPage();
  const facts = currentFacts()?.facts ?? null;
  return raisedStreaks(now)
    .filter(({ componentId }) => {
      const asked = componentId === null ? null : { id: componentId };
      return deriveHolding(facts, page, asked, page.at).mode === "unknown";
    })
    .map(alertOf);
}

function alertOf({ componentId, firstAt, addresses }: Streak): HoldingAlert {
  const name = currentFacts()?.facts.components.find(({ id }) => id === componentId)?.name;
  const component = componentId !== null && name !== undefined ? { id: componentId, name } : null;
  return { component, since: firstAt, visitors: addresses.size };
}
