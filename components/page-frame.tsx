import type { ReactNode } from "react";
import type { PublicPage } from "@/domain/public-page";
import { zoneName } from "@/messages/clock";
import { phrase, time } from "@/messages/phrase";
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
  | "maintenance"
  | "unknown"
  | "paper";

export function toneOf({ mode, label }: Pick<PublicPage, "mode" | "label">): Tone {
  if (mode === "unknown") return "unknown";
  if (mode === "operational" || label === null) return "paper";
  if (label === "running_late" || label === "maintenance_short_notice") return "maintenance";
  return label;
}

export function SiteHeader({ page, tone, logo }: { page: PublicPage; tone: Tone; logo: string | null }) {
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

export function StaleLine({ page }: { page: PublicPage }) {
  if (page.staleSince === null) return null;
  return (
    <p className="stale" role="status">
      <span className="column">
        <Sentence of={phrase(words()("stale", { at: time(page.staleSince) }), page)} />
      </span>
    </p>
  );
}

export function SiteFooter({ page, children }: { page: PublicPage; children?: ReactNode }) {
  const t = words();
  const zone = zoneName(page.at, page.timeZone);
  return (
    <footer className="site-footer">
      <div className="column">
        <SupportLink href={page.supportLink} lead={t("support.wrong")} label={t("support.tell")} />
        <p>
          {zone === "UTC" ? t("page.zoneUtc") : t("page.zone", { zone: page.timeZone.replaceAll("_", " ") })}{" "}
          <Sentence of={phrase(t("page.made", { at: time(page.at) }), page)} />
        </p>
        {children}
      </div>
    </footer>
  );
}
