import type { PublicPage } from "@/domain/public-page";
import { answer } from "@/messages/headline";
import { plain } from "@/messages/phrase";
import { words } from "@/messages/words";
import { SiteFooter, SiteHeader, StaleLine } from "./page-frame";
import { Answer } from "./status-header";

/** Says that nothing is here, and what the status is all the same. */
export function NotFoundPage({ page, logo }: { page: PublicPage; logo: string | null }) {
  const t = words();
  return (
    <>
      <StaleLine page={page} />
      <SiteHeader page={page} tone="paper" logo={logo} />
      <main id="main" data-mode={page.mode} data-label={page.label ?? undefined} data-zone={page.timeZone}>
        <section className="status" data-tone="none">
          <div className="column">
            <Answer of={[t("headline.notFound")]} />
            <p className="incident-effect">{`${t("page.notFoundHelp")} ${t("page.notFoundIncident")}`}</p>
          </div>
        </section>
        <div className="column page-body">
          <RightNow page={page} />
        </div>
      </main>
      <SiteFooter page={page} />
    </>
  );
}

/** The present status in a line, for pages that are about something else. */
export function RightNow({ page }: { page: PublicPage }) {
  return (
    <p className="right-now">
      {`${words()("page.now")}: `}
      <a href="/">{plain(answer(page))}</a>
    </p>
  );
}
