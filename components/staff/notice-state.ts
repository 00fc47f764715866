import type { Notice } from "@/domain/facts";
import { clock, type Moment } from "@/messages/clock";

/** Whether customers see a notice, and until when. */
export function noticeState({ withdrawnAt, fromAt, untilAt }: Notice, { timeZone, at: now }: Moment): string {
  const at = (instant: number) => clock(instant, timeZone, now);
  if (withdrawnAt !== null) return `Withdrawn ${at(withdrawnAt)}`;
  if (fromAt > now) return `Shown from ${at(fromAt)}`;
  if (untilAt === null) return "Shown now";
  return untilAt > now ? `Shown until ${at(untilAt)}` : `Was shown until ${at(untilAt)}`;
}
