"use client";

import { useEffect, useRef } from "react";
import { Markdown } from "@/components/markdown";
import type { IncidentUpdate } from "@/domain/facts";
import { shortClock } from "@/messages/clock";
import { words } from "@/messages/words";

type Props = {
  updates: readonly IncidentUpdate[];
  authors: Readonly<Record<string, string>>;
  zone: string;
  /** Whether a post of ours was just held back because of them. */
  held: boolean;
};

/** What somebody else posted while we were writing; it takes the focus when it held our post back. */
export function News({ updates, authors, zone, held }: Props) {
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    if (held) box.current?.focus();
  }, [held]);
  if (updates.length === 0) return null;
  return (
    <section ref={box} tabIndex={-1} role="alert" className="border-2 border-ink p-4">
      <h2 className="font-semibold text-latest">
        {held ? "Not posted yet: somebody was quicker" : "Somebody posted while you were writing"}
      </h2>
      <ol className="mt-3 grid gap-3">
        {updates.map(({ id, body, status, postedAt }) => (
          <li key={id} className="border-edge border-l-2 pl-3">
            <p className="text-muted text-fact">
              {authors[id] ?? "Candor"}, {shortClock(postedAt, zone)}: {words()(`incidentStatus.${status}`)}
            </p>
            <Markdown text={body} />
          </li>
        ))}
      </ol>
      <p className="mt-3">
        Your text is below, as you left it. Change it or discard it; if it still holds, post it: this time it goes out.
      </p>
    </section>
  );
}
