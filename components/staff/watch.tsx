"use client";

import { useEffect, useRef } from "react";
import type { Id, Instant } from "@/domain/facts";
import { promiseState } from "@/domain/promise";
import { shortClock } from "@/messages/clock";
import { usePulse } from "./use-pulse";
import { useServerNow } from "./use-server-now";
import { dueReminder, type TurnedWindow, turnedReminder, type WatchedWindow, windowDue } from "./window-words";

export type Promised = { id: Id; name: string; by: Instant };

type State = ReturnType<typeof promiseState>;

type Props = {
  promises: readonly Promised[];
  windows: readonly WatchedWindow[];
  turned: readonly TurnedWindow[];
  zone: string;
  serverNow: Instant;
  pulse: string;
};

/** Reminds of promised updates and of work that is to end, wherever one is in the editor: in the title, aloud, and by a notification if allowed. */
export function Watch({ promises, windows, turned, zone, serverNow, pulse }: Props) {
  usePulse(pulse);
  const now = useServerNow(serverNow);
  const sentences = [
    ...promisesDue(promises, zone, now),
    ...windows.flatMap((window) => {
      const text = dueReminder(window, zone, now);
      return text === null ? [] : [{ id: `${window.id} ${windowDue(window, now)}`, text }];
    }),
    ...turned.map((window) => ({ id: `${window.id} turned`, text: turnedReminder(window, zone) })),
  ];
  useTitle(sentences.length > 0);
  useNotifications(sentences);
  return (
    <p role="status" className="sr-only">
      {sentences.map(({ text }) => text).join(" ")}
    </p>
  );
}

function promisesDue(promises: readonly Promised[], zone: string, now: Instant) {
  return promises
    .map((promised) => ({ ...promised, state: promiseState(promised.by, now) }))
    .filter(({ state }) => state !== "kept_open")
    .map(({ id, state, name, by }) => ({ id: `${id} ${state}`, text: reminder(state, name, shortClock(by, zone)) }));
}

function reminder(state: State, name: string, by: string): string {
  if (state === "overdue")
    return `The update of “${name}” that was promised by ${by} is overdue. The status page says so.`;
  return state === "due" ? `The update of “${name}” is due now.` : `The next update of “${name}” is due by ${by}.`;
}

const mark = "(!) ";

function useTitle(due: boolean): void {
  useEffect(() => {
    const apply = () => {
      const plain = document.title.replace(mark, "");
      const wanted = due ? `${mark}${plain}` : plain;
      if (document.title !== wanted) document.title = wanted;
    };
    apply();
    const observer = new MutationObserver(apply);
    observer.observe(document.head, { childList: true, subtree: true, characterData: true });
    return () => observer.disconnect();
  }, [due]);
}

function useNotifications(sentences: readonly { id: string; text: string }[]): void {
  const told = useRef(new Set<string>());
  useEffect(() => {
    for (const { id, text } of sentences) {
      if (told.current.has(id)) continue;
      told.current.add(id);
      notify(id, text);
    }
  }, [sentences]);
}

function notify(id: string, text: string): void {
  if (typeof Notification === "undefined" || Notification.permission !== "granted") return;
  try {
    new Notification(text, { tag: id });
  } catch {
    // Chrome on Android shows notifications from service workers only.
  }
}
