import Link from "next/link";
import { incidentSign } from "@/components/incident-article";
import { Sign } from "@/components/signs";
import type { PublicIncident, PublicPage } from "@/domain/public-page";
import { clock, shortClock } from "@/messages/clock";
import { incidentState } from "@/messages/incident-words";
import { ButtonLink, Submit } from "./button";
import { DueLine } from "./due-line";
import { StaffForm } from "./form";
import type { FormAction } from "./form-state";

type Props = {
  incident: PublicIncident;
  /** The incident's version that this shows. */
  seen: number;
  page: PublicPage;
  formKey: string;
  nothingNew: FormAction;
  /** When it became an incident by itself, where nobody has written since. */
  turnedAt: number | null;
};

/** One open incident in three lines, with the two things that are done to it most. */
export function OpenIncident({ incident, seen, page, formKey, nothingNew, turnedAt }: Props) {
  const { id, name, startedAt, nextUpdate } = incident;
  const path = `/staff/incidents/${id}`;
  return (
    <li className="border-rule border-t py-6">
      <h2 className="wrap-anywhere font-semibold text-latest">
        <Link href={path} prefetch={false}>
          {name}
        </Link>
      </h2>
      <p className="mt-1 flex items-center gap-2">
        <Sign name={incidentSign(incident)} className="size-5 shrink-0" />
        <span>
          {incidentState(incident)}, began {clock(startedAt, page.timeZone, page.at)}
        </span>
      </p>
      {incident.window && (
        <p>
          It was the planned work{" "}
          <Link href={`/staff/maintenance/${incident.window.id}`} prefetch={false}>
            {incident.window.name}
          </Link>
          {turnedAt === null
            ? "."
            : `, and became an incident by itself at ${shortClock(turnedAt, page.timeZone)}: nobody had confirmed its end.`}
        </p>
      )}
      <DueLine by={nextUpdate?.by ?? null} zone={page.timeZone} serverNow={page.at} />
      <div className="mt-4 flex flex-wrap gap-2">
        <ButtonLink href={path} weight="lead">
          Write the update
        </ButtonLink>
        <NothingNew incidentId={id} seen={seen} formKey={formKey} action={nothingNew} path="/staff" />
      </div>
    </li>
  );
}

type NothingNewProps = { incidentId: string; seen: number; formKey: string; action: FormAction; path: string };

/** Keeps the promise in one touch: the same state, half an hour more. */
export function NothingNew({ incidentId, seen, formKey, action, path }: NothingNewProps) {
  return (
    <StaffForm
      action={action}
      path={`${path}#nothing-new-${incidentId}`}
      hidden={{ incidentId, seen: String(seen), path }}
      once={formKey}
      className="grid gap-2"
    >
      <Submit weight="quiet" pendingLabel="Posting …">
        +30 min, nothing new
      </Submit>
    </StaffForm>
  );
}
