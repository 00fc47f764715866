import Link from "next/link";
import { incidentSign } from "@/components/incident-article";
import { Sign } from "@/components/signs";
import type { PublicIncident } from "@/domain/public-page";
import { clock, type Moment } from "@/messages/clock";
import { incidentState } from "@/messages/incident-words";
import { DueLine } from "./due-line";
import type { FormAction } from "./form-state";
import { NothingNew } from "./open-incident";

type Props = { incident: PublicIncident; seen: number; page: Moment; formKey: string; nothingNew: FormAction };

/** Which incident this is, how it stands, and what is due. */
export function IncidentHead({ incident, seen, page, formKey, nothingNew }: Props) {
  const { id, name, startedAt, resolvedAt, withdrawn, nextUpdate } = incident;
  const open = resolvedAt === null && withdrawn === null;
  const at = (instant: number) => clock(instant, page.timeZone, page.at);
  return (
    <header className="mb-8">
      <h1 className="wrap-anywhere text-answer">{name}</h1>
      <p className="mt-2 flex items-start gap-2">
        <Sign name={incidentSign(incident)} className="mt-1 size-5 shrink-0" />
        <span>
          {incidentState(incident)}, began {at(startedAt)}
          {resolvedAt !== null && `, resolved ${at(resolvedAt)}`}
          {" · "}
          <Link href={`/incidents/${id}`} prefetch={false}>
            Public page
          </Link>
        </span>
      </p>
      {withdrawn && (
        <p className="mt-2">
          Withdrawn {at(withdrawn.at)}: {withdrawn.reason}
        </p>
      )}
      {open && (
        <div className="mt-1 flex flex-wrap items-center gap-x-6 gap-y-3">
          <DueLine by={nextUpdate?.by ?? null} zone={page.timeZone} serverNow={page.at} />
          <NothingNew
            incidentId={id}
            seen={seen}
            formKey={formKey}
            action={nothingNew}
            path={`/staff/incidents/${id}`}
          />
        </div>
      )}
    </header>
  );
}
