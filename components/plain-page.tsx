import type { PublicPage } from "@/domain/public-page";
import { answer } from "@/messages/headline";
import { plain } from "@/messages/phrase";
import { words } from "@/messages/words";
import { SiteFooter, SiteHeader, StaleLine } from "./page-frame";
import { Answer } from "./status-header";

type Props = { page: PublicPage; logo: string | null; says: string; help: string };

/** A page about something that is not here; what the status is it says all the same. */
function PlainPage({ page, logo, says, help }: Props) {
  return (
    <>
      <StaleLine page={page} />
      <SiteHeader page={page} tone="paper" logo={logo} />
      <main id="main" data-mode={page.mode} data-label={page.label ?? undefined} data-zone={page.timeZone}>
        <section className="status">
          <div className="column">
            <Answer of={[says]} />
            <p className="incident-effect">{help}</p>
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

export function NotFoundPage({ page, logo }: Pick<Props, "page" | "logo">) {
  const t = words();
  return <PlainPage page={page} logo={logo} says={t("headline.notFound")} help={t("page.notFoundHelp")} />;
}

/** An older incident that only the database holds, while the database isn't there. */
export function UnreadablePage({ page, logo }: Pick<Props, "page" | "logo">) {
  const t = words();
  return <PlainPage page={page} logo={logo} says={t("headline.unreadable")} help={t("page.unreadableHelp")} />;
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
