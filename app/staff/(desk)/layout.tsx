import type { ReactNode } from "react";
import { DatabaseLine } from "@/components/staff/database-line";
import { Masthead } from "@/components/staff/masthead";
import { OriginCheck } from "@/components/staff/origin-check";
import { Watch } from "@/components/staff/watch";
import { turnedWindows, watchedWindows } from "@/components/staff/watched-windows";
import { unreadableEntries, waitingEntries } from "@/server/journal/pending";
import { currentActor } from "@/server/session";
import { settings } from "@/server/settings";
import { currentFacts, currentPage, databaseTrouble } from "@/server/snapshot";
import { version } from "@/server/version";
import { pulse } from "../current-pulse";
import { signOut } from "../sign-out";

export default async function DeskLayout({ children }: { children: ReactNode }) {
  const actor = await currentActor();
  const { name, timeZone, at, openIncidents, runningWindows } = currentPage();
  const facts = currentFacts()?.facts ?? null;
  const promises = openIncidents.flatMap((incident) =>
    incident.nextUpdate ? [{ id: incident.id, name: incident.name, by: incident.nextUpdate.by }] : [],
  );
  return (
    <>
      {actor && (
        <Masthead
          page={name}
          person={actor.name}
          owner={actor.permissions.includes("people.write")}
          signOut={signOut}
        />
      )}
      {actor && (
        <Watch
          promises={promises}
          windows={watchedWindows(runningWindows, facts, at)}
          turned={turnedWindows(facts, at)}
          zone={timeZone}
          serverNow={at}
          pulse={pulse()}
        />
      )}
      <main id="main" className="mx-auto w-full max-w-6xl px-4 pt-8 pb-24 sm:px-6">
        <OriginCheck siteUrl={settings().siteUrl} />
        {actor && (
          <DatabaseLine
            trouble={databaseTrouble()}
            waiting={waitingEntries().length}
            unreadable={unreadableEntries()}
            page={{ timeZone, at }}
          />
        )}
        {children}
      </main>
      {actor && (
        <footer className="mx-auto w-full max-w-6xl px-4 pb-6 text-fact text-muted sm:px-6">Candor {version()}</footer>
      )}
    </>
  );
}
