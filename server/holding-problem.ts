import { type Holding, type HoldingAlso, retryAfterSeconds } from "@/domain/holding";
import type { PublicPage } from "@/domain/public-page";
import { holdingWords } from "@/messages/holding-words";
import { plain } from "@/messages/phrase";

const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());

/** The same for programs: problem details by RFC 9457. */
export function holdingProblem(holding: Holding, page: PublicPage, siteUrl: string): object {
  const said = holdingWords(holding, page);
  const { mode, component, incident, window, at } = holding;
  const detail = [...said.facts, ...(said.promise ? [said.promise] : [])].map(plain);
  return {
    type: `urn:candor:holding:${mode}`,
    title: plain(said.answer),
    status: 503,
    detail: [...(said.denial ? [said.denial] : []), ...detail].map(sentence).join(" "),
    mode,
    ...(component && { component }),
    ...(incident && { incident: { id: incident.id, url: `${siteUrl}/incidents/${incident.id}` } }),
    ...(mode === "maintenance" &&
      window && {
        maintenance: { id: window.id, url: `${siteUrl}/maintenance/${window.id}`, until: iso(holding.until) },
      }),
    ...(holding.since !== null && { since: iso(holding.since) }),
    retryAfter: retryAfterSeconds(holding, at),
    ...(holding.also.length > 0 && {
      also: holding.also.map((each, index) => alsoOf(each, said.also[index], siteUrl)),
    }),
    statusPage: `${siteUrl}/`,
    asOf: iso(page.staleSince ?? at),
  };
}

function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

function alsoOf(also: HoldingAlso, line: Parameters<typeof plain>[0] | undefined, siteUrl: string): object {
  const title = line && plain(line);
  if (also.kind === "incident")
    return { kind: "incident", id: also.incident.id, title, url: `${siteUrl}/incidents/${also.incident.id}` };
  if (also.kind === "work") return { kind: "work", id: also.window.id, title };
  return { kind: "state", title };
}
