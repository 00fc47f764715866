"use client";

import { useServerNow } from "./use-server-now";
import { dueSentence, type WatchedWindow, windowDue } from "./window-words";

type Props = { window: WatchedWindow; zone: string; serverNow: number };

const weights = { running: undefined, ending: "font-semibold text-warn", late: "font-semibold text-danger" };

/** How much time is left, and what will happen by itself. */
export function WindowDueLine({ window, zone, serverNow }: Props) {
  const now = useServerNow(serverNow);
  return <p className={weights[windowDue(window, now)]}>{dueSentence(window, zone, now)}</p>;
}
