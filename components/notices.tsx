import type { PublicNotice } from "@/domain/public-page";
import type { Moment } from "@/messages/clock";
import { phrase, time } from "@/messages/phrase";
import { words } from "@/messages/words";
import { Markdown } from "./markdown";
import { Sentence } from "./time";

/** Information only: ruled, quiet, without any sign or colour of a state. */
export function Notices({ notices, moment }: { notices: PublicNotice[]; moment: Moment }) {
  const t = words();
  if (notices.length === 0) return null;
  return (
    <section aria-label={t("notice.heading")} className="notices">
      {notices.map((notice) => (
        <article key={notice.id} id={`notice-${notice.id}`} className="notice">
          <h2>{notice.title}</h2>
          <Markdown text={notice.body} heading="h3" />
          {notice.untilAt === null ? null : (
            <p className="fact">
              <Sentence of={phrase(t("notice.until", { at: time(notice.untilAt) }), moment)} />
            </p>
          )}
        </article>
      ))}
    </section>
  );
}
