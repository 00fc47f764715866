import { useId } from "react";
import { IncidentArticle } from "@/components/incident-article";
import { StatusHeader } from "@/components/status-header";
import type { Facts, Id, Instant } from "@/domain/facts";
import { derivePage } from "@/domain/page";
import { publicIncident } from "@/domain/public-incident";
import type { PublicPage } from "@/domain/public-page";
import { answer } from "@/messages/headline";
import { plain } from "@/messages/phrase";
import { words } from "@/messages/words";

type Props = { facts: Facts; incidentId: Id; now: Instant };

/** The top of the status page and the incident, exactly as customers will see them. */
export function Preview({ facts, incidentId, now }: Props) {
  const heading = useId();
  const page = derivePage(facts, now);
  const incident = publicIncident(facts, incidentId, now);
  return (
    <section aria-labelledby={heading}>
      <h2 id={heading} className="mb-2 font-semibold">
        As customers will see it
      </h2>
      <p className="sr-only">{said(page)}</p>
      <div inert className="as-page overflow-hidden border border-edge bg-paper">
        <StatusHeader page={page} />
        {incident && (
          <div className="column page-body">
            <IncidentArticle incident={incident} page={page} alone={page.openIncidents.length <= 1} />
          </div>
        )}
      </div>
    </section>
  );
}

/** The preview in one line, for those who hear it. */
function said(page: PublicPage): string {
  const label = page.label ? `${words()(`label.${page.label}`)}. ` : "";
  return `${label}${plain(answer(page))}.`;
}
