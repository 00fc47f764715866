import type { PublicPage } from "@/domain/public-page";
import { answer } from "@/messages/headline";
import { plain } from "@/messages/phrase";
import { speakingWindow } from "@/messages/windows";
import { words } from "@/messages/words";
import { Announced } from "./announced";
import { ComponentGroups } from "./component-groups";
import { IncidentArticle } from "./incident-article";
import { Notices } from "./notices";
import { PageFrame, type Printed, toneOf } from "./page-frame";
import { PastDays } from "./past-days";
import { StatusHeader } from "./status-header";
import { UpcomingWindows } from "./upcoming-windows";
import { WindowLines } from "./window-lines";
import { WindowDetails, WindowSection } from "./window-section";

/** The whole status page. `logo` is an address, or null. */
export function StatusPage({ page, ...printed }: Printed & { page: PublicPage }) {
  return (
    <PageFrame page={page} tone={toneOf(page)} {...printed}>
      <StatusHeader page={page} />
      <Announced label={labelWords(page)} says={plain(answer(page))} />
      <StatusBody page={page} />
    </PageFrame>
  );
}

/** Running windows that have a section of their own. */
const sectionsShown = 5;

/** Everything below the answer. */
function StatusBody({ page }: { page: PublicPage }) {
  if (page.unknownBecause === "not_set_up") return <SetUp />;
  const speaking = page.mode === "maintenance" ? speakingWindow(page) : null;
  const others = page.runningWindows.filter((window) => window !== speaking);
  return (
    <div className="column page-body">
      {speaking === null ? null : <WindowDetails window={speaking} moment={page} />}
      {page.openIncidents.map((incident) => (
        <IncidentArticle key={incident.id} incident={incident} page={page} alone={page.openIncidents.length === 1} />
      ))}
      {others.slice(0, sectionsShown).map((window) => (
        <WindowSection key={window.id} window={window} moment={page} lead={leadOf(page)} isCopy={page.isCopy} />
      ))}
      <WindowLines
        says={words()("window.moreWork", { count: others.length - sectionsShown })}
        windows={others.slice(sectionsShown)}
        moment={page}
      />
      <Notices notices={page.notices} moment={page} />
      <ComponentGroups groups={page.groups} page={page} />
      <UpcomingWindows windows={page.upcomingWindows} moment={page} />
      <PastDays days={page.days} page={page} />
    </div>
  );
}

function labelWords({ mode, label }: PublicPage): string | null {
  if (mode === "unknown") return words()("label.unknown");
  return label === null ? null : words()(`label.${label}`);
}

function leadOf(page: PublicPage): string | undefined {
  return page.mode === "outage" ? words()("window.also") : undefined;
}

function SetUp() {
  const t = words();
  return (
    <div className="column page-body set-up">
      <h2>{t("page.staff")}</h2>
      <p>{t("page.staffWhat")}</p>
      <p>
        <a href="/staff">{t("page.staffLink")}</a>
      </p>
    </div>
  );
}
