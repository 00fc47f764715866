import type { ReactNode } from "react";
import type { Instant } from "@/domain/facts";
import type { Holding } from "@/domain/holding";
import type { PublicPage } from "@/domain/public-page";
import { asOf } from "@/messages/as-of";
import type { HoldingWords } from "@/messages/holding-words";
import { phrase, plain, time } from "@/messages/phrase";
import { words } from "@/messages/words";
import { Markdown } from "./markdown";
import { Sentence } from "./time";

type Props = { holding: Holding; page: PublicPage; statusUrl: string; said: HoldingWords };

/** What was posted last, what else is posted, and where more is. */
export function HoldingBody(props: Props) {
  return (
    <div className="below column">
      <Latest {...props} />
      <Also {...props} />
      <p className="where">
        <Where {...props} />
      </p>
    </div>
  );
}

/** When this was true, and what it does by itself. */
export function HoldingFoot({ holding, page }: Pick<Props, "holding" | "page">) {
  return (
    <footer className="column">
      <p>
        <Sentence of={phrase(ageOf(page), page)} />
      </p>
      <p>{words()("holding.refresh", { name: holding.component?.name ?? page.name })}</p>
    </footer>
  );
}

function ageOf(page: PublicPage): string {
  return words()(page.staleSince === null ? "page.made" : "stale", { at: asOf(page) });
}

/** What an update may have of this page: the rest is on the status page. */
const longest = 900;

type Post = { heading: "latest" | "expect"; body: string; postedAt: Instant | null };

function latestOf({ incident, window, mode }: Holding): Post | null {
  const update = incident?.timeline.find((entry) => entry.kind === "update");
  if (update) return { heading: "latest", body: update.body, postedAt: update.postedAt };
  if (mode !== "maintenance" || window === null) return null;
  const posted = window.updates[0];
  if (posted) return { heading: "latest", body: posted.body, postedAt: posted.postedAt };
  return window.message.trim() === "" ? null : { heading: "expect", body: window.message, postedAt: null };
}

function Latest({ holding, page, statusUrl }: Props) {
  const post = latestOf(holding);
  if (post === null) return null;
  const t = words();
  const { text, cut } = shortened(post.body);
  return (
    <section>
      <h2>{t(`holding.${post.heading}`)}</h2>
      <div className="said">
        <Markdown text={text} />
      </div>
      {cut ? (
        <p className="fact">
          <a href={statusUrl}>{t("holding.more")}</a>
        </p>
      ) : null}
      {post.postedAt === null ? null : (
        <p className="fact">
          <Sentence of={phrase(t("holding.postedAt", { at: time(post.postedAt) }), page)} />
        </p>
      )}
    </section>
  );
}

/** Cut between paragraphs where there are some, so that no mark of Markdown is left open. */
function shortened(body: string): { text: string; cut: boolean } {
  const text = body.trim();
  if (text.length <= longest) return { text, cut: false };
  const paragraph = text.lastIndexOf("\n\n", longest);
  const space = text.lastIndexOf(" ", longest);
  if (paragraph > longest / 2) return { text: text.slice(0, paragraph).trimEnd(), cut: true };
  return { text: `${text.slice(0, space > 0 ? space : longest).trimEnd()} …`, cut: true };
}

function Also({ said }: Props) {
  if (said.also.length === 0) return null;
  return (
    <section>
      <h2>{words()("holding.also")}</h2>
      <ul className="also">
        {said.also.map((line) => (
          <li key={plain(line)}>
            <Sentence of={line} />
          </li>
        ))}
      </ul>
      {said.alsoNot === null ? null : <p className="fact">{said.alsoNot}</p>}
    </section>
  );
}

function Where({ holding, statusUrl }: Props): ReactNode {
  const link = (text: ReactNode) => <a href={statusUrl}>{text}</a>;
  const values = { link, host: new URL(statusUrl).host };
  const { rich } = words();
  return <>{holding.mode === "unknown" ? rich("holding.where", values) : rich("holding.whereLater", values)}</>;
}
