import type { ReactNode } from "react";
import { copyOf } from "@/domain/copy";
import type { Mark } from "@/domain/mark";
import type { PublicPage } from "@/domain/public-page";
import { asOf } from "@/messages/as-of";
import { zoneName } from "@/messages/clock";
import { answer, pageTitle } from "@/messages/headline";
import { dated, phrase, plain, time } from "@/messages/phrase";
import { nextBoundary } from "@/messages/windows";
import { words } from "@/messages/words";
import { safeLink } from "./link";
import { Sentence } from "./time";

/** The ground of a page's top; `paper` has none. */
export type Tone =
  | "outage"
  | "partial_outage"
  | "degraded"
  | "unannounced_work"
  | "unstable"
  | "recovered"
  | "work"
  | "unknown"
  | "paper";

export function toneOf({ mode, label, isCopy }: Pick<PublicPage, "mode" | "label" | "isCopy">): Tone {
  if (mode === "unknown" || (isCopy && mode === "maintenance")) return "unknown";
  if (mode === "operational" || label === null) return "paper";
  if (label === "running_late" || label === "maintenance_short_notice" || label === "maintenance") return "work";
  return label;
}

/** What a page that is printed carries beside its words; null while it is not printed. */
export type Printed = { mark: Mark | null; logo: string | null };

type FrameProps = Printed & { page: PublicPage; tone: Tone; children: ReactNode };

/** What stands around every public page, and what scripts know it by. */
export function PageFrame({ page, tone, logo, mark, children }: FrameProps) {
  return (
    <>
      <StaleLine page={page} />
      <SiteHeader page={page} tone={tone} logo={logo} />
      <main
        id="main"
        data-mode={page.mode}
        data-label={page.label ?? undefined}
        data-zone={page.timeZone}
        data-at={new Date(page.at).toISOString()}
        data-until={untilOf(page)}
        data-copy={page.isCopy || undefined}
        {...agedWords(page)}
        data-revision={mark?.revision}
        data-fingerprint={mark?.fingerprint}
        data-build={mark?.build}
      >
        {children}
      </main>
      <SiteFooter page={page} />
    </>
  );
}

/** What the script says when nobody has confirmed the page for too long; `then` only where the answer claims the present. */
function agedWords(page: PublicPage) {
  const then = copyOf(page);
  const says = plain(answer(then));
  return {
    "data-stale": plain(phrase(words()("stale", { at: asOf(then) }), page)),
    "data-then": says === plain(answer(page)) ? undefined : says,
    "data-title": pageTitle(then),
  };
}

/** When what is printed of windows is no longer so. */
function untilOf(page: PublicPage): string | undefined {
  const boundary = nextBoundary(page);
  return boundary === null ? undefined : new Date(boundary).toISOString();
}

function SiteHeader({ page, tone, logo }: { page: PublicPage; tone: Tone; logo: string | null }) {
  const t = words();
  return (
    <header className="site-header" data-tone={tone}>
      <div className="column site-header-row">
        <a href="/" className="site-name" aria-label={t("page.home", { name: page.name })}>
          {logo === null ? null : <img src={logo} alt="" className="site-logo" />}
          <span>{page.name}</span>
        </a>
        <SupportLink
          href={page.supportLink}
          className="site-support"
          label={t("support.tell")}
          lead={t("support.short")}
        />
      </div>
    </header>
  );
}

type SupportProps = { href: string | null; lead: string; label: string; className?: string };

function SupportLink({ href, lead, label, className }: SupportProps) {
  const safe = safeLink(href);
  if (safe === null) return null;
  return (
    <p className={className}>
      <span className="site-support-lead">{`${lead} `}</span>
      <a href={safe}>{label}</a>
    </p>
  );
}

function StaleLine({ page }: { page: PublicPage }) {
  if (page.staleSince === null) return null;
  return (
    <p className="stale" role="status">
      <span className="column">
        <Sentence of={phrase(words()("stale", { at: asOf(page) }), page)} />
      </span>
    </p>
  );
}

function SiteFooter({ page }: { page: PublicPage }) {
  const t = words();
  const zone = zoneName(page.at, page.timeZone);
  return (
    <footer className="site-footer">
      <div className="column">
        <SupportLink href={page.supportLink} lead={t("support.wrong")} label={t("support.tell")} />
        <p>
          {zone === "UTC" ? t("page.zoneUtc") : t("page.zone", { zone: page.timeZone.replaceAll("_", " ") })}{" "}
          <Sentence of={phrase(t("page.made", { at: page.isCopy ? dated(page.at) : time(page.at) }), page)} />
        </p>
      </div>
    </footer>
  );
}
