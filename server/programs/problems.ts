import type { PublicPage } from "@/domain/public-page";
import { statusOf } from "@/messages/v2/documents";
import { words } from "@/messages/words";

/** Problem details by RFC 9457. */
type Problem = { type: string; title: string; status: number; detail: string };

/** Nobody knows how things are. */
export function unknownProblem({ unknownBecause }: Pick<PublicPage, "unknownBecause">, siteUrl: string) {
  const t = words();
  const isNew = unknownBecause === "not_set_up";
  return {
    type: "urn:candor:status:unknown",
    title: t(isNew ? "headline.notSetUp" : "headline.unknown"),
    status: 503,
    detail: t(isNew ? "fact.notSetUp" : "fact.unknown"),
    statusPage: `${siteUrl}/`,
  };
}

/** The same from a copy, with what was known when somebody was there. */
export function lastKnownProblem(page: PublicPage, siteUrl: string) {
  const asOf = new Date(page.staleSince ?? page.at).toISOString();
  const { indicator, description } = statusOf({ ...page, staleSince: null });
  const lastKnown = page.mode === "unknown" ? null : { mode: page.mode, indicator, description };
  return { ...unknownProblem({ unknownBecause: null }, siteUrl), lastKnown, asOf };
}

/** There is nothing at an address. */
export function missingProblem(siteUrl: string): Problem {
  const t = words();
  const documentation = `${siteUrl}/api`;
  return {
    type: "about:blank",
    title: t("headline.notFound"),
    status: 404,
    detail: t("v2.missing", { documentation }),
  };
}

/** These documents are read, and nothing else. */
export function methodProblem(methods: string): Problem {
  const t = words();
  return { type: "about:blank", title: t("v2.wrongMethod"), status: 405, detail: t("v2.methods", { methods }) };
}

export function failedProblem(): Problem {
  const t = words();
  return { type: "about:blank", title: t("headline.unreadable"), status: 503, detail: t("v2.failed") };
}
