import type { ReactNode } from "react";
import type { Id } from "@/domain/facts";
import type { PublicPage } from "@/domain/public-page";
import { ButtonLink } from "./button";
import type { FormAction } from "./form-state";
import { OpenIncident } from "./open-incident";
import { RemindMe } from "./remind-me";
import { startSentence } from "./start-sentence";
import type { TurnedWindow } from "./window-words";
import { WrongButton } from "./wrong-button";

type Props = {
  page: PublicPage;
  /** The version of each open incident. */
  versions: ReadonlyMap<Id, number>;
  newKey: () => string;
  nothingNew: FormAction;
  /** Running work, and what is due of it. */
  running: ReactNode;
  turned: readonly TurnedWindow[];
};

/** What is open, what is due, and the way to say that something is wrong. */
export function StartOpen({ page, versions, newKey, nothingNew, running, turned }: Props) {
  const open = page.openIncidents;
  return (
    <div className="min-w-0">
      <h1 className="mb-6 text-answer">{startSentence(page)}</h1>
      {open.length > 0 && (
        <ul className="mb-8 border-rule border-b">
          {open.map((incident) => (
            <OpenIncident
              key={incident.id}
              incident={incident}
              seen={versions.get(incident.id) ?? 0}
              page={page}
              formKey={newKey()}
              nothingNew={nothingNew}
              turnedAt={turned.find(({ id }) => id === incident.id)?.at ?? null}
            />
          ))}
        </ul>
      )}
      {running}
      <WrongButton another={open.length > 0} />
      {(open.length > 0 || page.runningWindows.length > 0) && <RemindMe />}
      {page.groups.every(({ components }) => components.length === 0) && <NoComponents />}
    </div>
  );
}

function NoComponents() {
  return (
    <div className="mt-10 border-rule border-t pt-6">
      <p className="mb-4">
        No components yet. A component is something your customers would miss, like <em>Web app</em> or <em>API</em>.
        Until there is one, the status page shows no status.
      </p>
      <ButtonLink href="/staff/components">Add the first components</ButtonLink>
    </div>
  );
}
