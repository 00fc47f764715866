"use client";

import type { Instant } from "@/domain/facts";
import { promiseState } from "@/domain/promise";
import { shortClock } from "@/messages/clock";
import { useServerNow } from "./use-server-now";

type Props = { by: Instant | null; zone: string; serverNow: Instant };

const minute = 60_000;

/** How a promise stands, in the words of somebody who has little time. */
export function DueLine({ by, zone, serverNow }: Props) {
  const now = useServerNow(serverNow);
  if (by === null) return <p className="text-muted">No next update is promised.</p>;
  const state = promiseState(by, now);
  const at = shortClock(by, zone);
  if (state === "overdue") {
    return <p className="font-semibold text-danger">The update promised for {at} is overdue. Customers see that.</p>;
  }
  if (state === "due") return <p className="font-semibold text-danger">Next update due now, promised for {at}.</p>;
  const left = Math.ceil((by - now) / minute);
  const text = left > 120 ? `Next update by ${at}.` : `Next update due in ${left} min, by ${at}.`;
  return <p className={state === "due_soon" ? "font-semibold text-warn" : undefined}>{text}</p>;
}
