import { useId } from "react";
import { IncidentArticle } from "@/components/incident-article";
import { StatusHeader } from "@/components/status-header";
import type { Facts, Id, Instant } from "@/domain/facts";
import { derivePage } from "@/domain/page";
import { publicIncident } from "@/domain/public-incident";
import type { PublicIncident, PublicPage } from "@/domain/public-page";
import { answer } from "@/messages/headline";
import { plain } from "@/messages/phrase";
import { words } from "@/messages/words";

type Props = { facts: Facts; incidentId: Id; now: Instant };

/** The top of the status page and the incident, exactly as customers will see them. */
export function Preview(props: Props) {
  const heading = useId();
  const seen = derived(props);
  return (
    <section aria-labelledby={heading}>
      <h2 id={heading} className="mb-2 font-semibold">
        As customers will see it
      </h2>
      {seen ? <Framed {...seen} /> : <p>This can’t be shown. Posting works all the same.</p>}
    </section>
  );
}

type Seen = { page: PublicPage; incident: PublicIncident | null };

/** Nothing that a draft holds may keep it from being posted. */
function derived({ facts, incidentId, now }: Props): Seen | null {
  try {
    return { page: derivePage(facts, now), incident: publicIncident(facts, incidentId, now) };
  } catch {
    return null;
  }
}

function Framed({ page, incident }: Seen) {
  return (
    <>
      <p className="sr-only">{said(page)}</p>
      <div inert className="as-page overflow-hidden border border-edge bg-paper">
        <StatusHeader page={page} />
        {incident && (
          <div className="column page-body">
            <IncidentArticle incident={incident} page={page} alone={page.openIncidents.length <= 1} />
          </div>
        )}
      </div>
    </>
  );
}

/** The preview in one line, for those who hear it. */
function said(page: PublicPage): string {
  const label = page.label ? `${words()(`label.${page.label}`)}. ` : "";
  return `${label}${plain(answer(page))}.`;
}
