import { z } from "zod";
import type { Instant } from "@/domain/facts";
import { type Actor, authorize } from "./actor";
import { database } from "./database";
import { forgetAllHits } from "./holding-hits";
import { parse } from "./input";
import { log } from "./log";
import { orFromMemory } from "./memory";
import { remember } from "./remember";
import { currentPage } from "./snapshot";
import { dateOrNull, instantOrNull } from "./time";
import { write } from "./write";

type Shared = { mutedUntil: Instant | null; readAt: Instant };

const keptMs = 5_000;

function shared(): Shared {
  return remember("holding-mute", () => ({ mutedUntil: null, readAt: 0 }));
}

/** Until when alerts are muted; null when they are not. */
export async function holdingMutedUntil(now: Instant = currentPage().at): Promise<Instant | null> {
  const until = await orFromMemory(
    async () => {
      const page = await database().page.findUnique({ where: { id: "page" }, select: { holdingMutedUntil: true } });
      return instantOrNull(page?.holdingMutedUntil ?? null);
    },
    () => shared().mutedUntil,
  );
  shared().mutedUntil = until;
  return until !== null && until > now ? until : null;
}

export const muteInput = z.object({
  minutes: z
    .number({ error: "Give minutes, a whole number from 1 to 240." })
    .int({ error: "Give minutes, a whole number from 1 to 240." })
    .min(1, { error: "Mute for at least 1 minute." })
    .max(240, { error: "Mute for at most 240 minutes; mute again if it takes longer." }),
});
export type MuteInput = z.input<typeof muteInput>;

/** Nobody is alerted of holding pages for a while, as during a deployment. Gives back until when. */
export async function muteHoldingAlerts(
  actor: Actor | null,
  input: MuteInput,
  now?: Instant,
): Promise<{ until: Instant }> {
  authorize(actor, "maintenance.write");
  const { minutes } = parse(muteInput, input);
  return muted(actor, (at) => at + minutes * 60_000, now);
}

/** Alerts are raised again from now on. */
export async function unmuteHoldingAlerts(actor: Actor | null, now?: Instant): Promise<void> {
  authorize(actor, "maintenance.write");
  await muted(actor, () => null, now);
}

async function muted<T extends Instant | null>(actor: Actor, untilOf: (at: Instant) => T, now: Instant | undefined) {
  const result = await write(
    actor,
    async (tx, at) => {
      const { holdingMutedUntil: before } = await tx.page.findUniqueOrThrow({ where: { id: "page" } });
      const until = untilOf(at);
      await tx.page.update({
        where: { id: "page" },
        data: { holdingMutedUntil: dateOrNull(until) },
      });
      const type = until === null ? "holding.unmuted" : "holding.muted";
      return {
        event: {
          type,
          subjectKind: "page",
          subjectId: "page",
          before: { until: instantOrNull(before) },
          after: { until },
        },
        result: { until },
      };
    },
    { now },
  );
  forgetAllHits();
  shared().mutedUntil = result.until;
  return result;
}

/** The same for whoever asks with each visitor: read at most every few seconds, and as last known where it can't be. */
export async function areHoldingAlertsMuted(now: Instant): Promise<boolean> {
  const known = shared();
  if (now - known.readAt >= keptMs || now < known.readAt) {
    known.readAt = now;
    await holdingMutedUntil(now).catch((err) => log().warn({ err }, "Whether alerts are muted can't be read"));
  }
  return known.mutedUntil !== null && known.mutedUntil > now;
}
