import Link from "next/link";
import type { ReactNode } from "react";
import type { PublicWindow } from "@/domain/public-page";
import { clock, type Moment } from "@/messages/clock";
import { listOf, someNames, words } from "@/messages/words";
import { WindowDueLine } from "./window-due-line";
import { type WatchedWindow, windowSentence } from "./window-words";
import { WorkSign } from "./work-sign";

/** What runs now, with what is due. */
export function RunningWindows({
  windows,
  zone,
  serverNow,
}: {
  windows: readonly WatchedWindow[];
  zone: string;
  serverNow: number;
}) {
  if (windows.length === 0) return null;
  return (
    <WindowSection id="windows-running" title="Running now">
      {windows.map((window) => (
        <li key={window.id} className="border-rule border-b py-4">
          <p className="flex items-center gap-2 font-semibold text-latest">
            <WorkSign announced={window.announced} className="size-5" />
            <WindowLink id={window.id} name={window.name} />
          </p>
          <WindowDueLine window={window} zone={zone} serverNow={serverNow} />
        </li>
      ))}
    </WindowSection>
  );
}

/** What was announced and is to come, soonest first. */
export function UpcomingWindowList({ windows, page }: { windows: readonly PublicWindow[]; page: Moment }) {
  if (windows.length === 0) return null;
  return (
    <WindowSection id="windows-upcoming" title="Coming up">
      {windows.map((window) => (
        <li key={window.id} className="border-rule border-b py-3">
          <WindowLink id={window.id} name={window.name} />
          <span className="block text-fact text-muted">
            {clock(window.startAt, page.timeZone, page.at)} to {clock(window.endAt, page.timeZone, window.startAt)} ·{" "}
            {namesIn(window)}
          </span>
        </li>
      ))}
    </WindowSection>
  );
}

export function PastWindows({ windows, page }: { windows: readonly PublicWindow[]; page: Moment }) {
  if (windows.length === 0) return null;
  return (
    <WindowSection id="windows-past" title="Past">
      {windows.map((window) => (
        <li key={window.id} className="border-rule border-b py-3">
          <WindowLink id={window.id} name={window.name} />
          <span className="block text-fact text-muted wrap-anywhere">{windowSentence(window, page)}</span>
        </li>
      ))}
    </WindowSection>
  );
}

export function WindowSection({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="mb-2 font-semibold">
        {title}
      </h2>
      <ul className="border-rule border-t">{children}</ul>
    </section>
  );
}

export function WindowLink({ id, name }: { id: string; name: string }) {
  return (
    <Link href={`/staff/maintenance/${id}`} prefetch={false} className="wrap-anywhere">
      {name}
    </Link>
  );
}

function namesIn({ components }: PublicWindow): string {
  const names = components.map(({ name }) => name);
  return names.length > 4 ? someNames(names, words()) : listOf(names);
}
