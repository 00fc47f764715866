import Link from "next/link";
import { Sign } from "@/components/signs";
import { windowSign } from "@/components/window-parts";
import type { PublicWindow } from "@/domain/public-page";
import type { Moment } from "@/messages/clock";
import { effectLines } from "@/messages/window-words";
import { WindowDueLine } from "./window-due-line";
import { type WatchedWindow, windowSentence } from "./window-words";

type Props = { window: PublicWindow; watched: WatchedWindow | null; page: Moment };

/** Which work this is, how it stands, and what is due. */
export function WindowHead({ window, watched, page }: Props) {
  const { id, name, seriesId, incidents } = window;
  return (
    <header className="mb-8">
      <h1 className="wrap-anywhere text-answer">{name}</h1>
      <p className="mt-2 flex items-start gap-2">
        <Sign name={windowSign(window)} className="mt-1 size-5 shrink-0" />
        <span>
          {windowSentence(window, page)}
          {" · "}
          <Link href={`/maintenance/${id}`} prefetch={false}>
            Public page
          </Link>
        </span>
      </p>
      <p className="mt-1 text-muted">{effectLines(window).join(" · ")}</p>
      {watched && <WindowDueLine window={watched} zone={page.timeZone} serverNow={page.at} />}
      {incidents.map((incident) => (
        <p key={incident.id} className="mt-1">
          Go on in{" "}
          <Link href={`/staff/incidents/${incident.id}`} prefetch={false}>
            {incident.name}
          </Link>
        </p>
      ))}
      {seriesId && (
        <p className="mt-1">
          One of{" "}
          <Link href={`/staff/maintenance/recurring/${seriesId}`} prefetch={false}>
            work that comes again
          </Link>
        </p>
      )}
    </header>
  );
}
