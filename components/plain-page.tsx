import type { PublicPage } from "@/domain/public-page";
import { asOf } from "@/messages/as-of";
import { answer } from "@/messages/headline";
import { phrase, plain } from "@/messages/phrase";
import { words } from "@/messages/words";
import { PageFrame, type Printed } from "./page-frame";
import { Answer } from "./status-header";
import { Sentence } from "./time";

type Props = Printed & { page: PublicPage };

/** A page about something that is not here; what the status is it says all the same. */
function PlainPage({ page, says, help, ...printed }: Props & { says: string; help: string }) {
  return (
    <PageFrame page={page} tone="paper" {...printed}>
      <section className="status">
        <div className="column">
          <Answer of={[says]} />
          <p className="incident-effect">{help}</p>
        </div>
      </section>
      <div className="column page-body">
        <RightNow page={page} />
      </div>
    </PageFrame>
  );
}

export function NotFoundPage(props: Props) {
  const t = words();
  return <PlainPage {...props} says={t("headline.notFound")} help={t("page.notFoundHelp")} />;
}

/** An older incident that only the database holds, while the database isn't there. */
export function UnreadablePage(props: Props) {
  const t = words();
  return <PlainPage {...props} says={t("headline.unreadable")} help={t("page.unreadableHelp")} />;
}

/** What the answer says of its own moment need not be said before it. */
function nowWords(page: PublicPage): string {
  const t = words();
  if (page.staleSince !== null && page.headline.kind === "clear") return "";
  return page.staleSince === null ? `${t("page.now")}: ` : `${t("page.made", { at: asOf(page) })}: `;
}

/** The present status in a line, for pages that are about something else. */
export function RightNow({ page }: { page: PublicPage }) {
  return (
    <p className="right-now">
      <Sentence of={phrase(nowWords(page), page)} />
      <a href="/">{plain(answer(page))}</a>
    </p>
  );
}
