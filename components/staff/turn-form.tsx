"use client";

import { useState } from "react";
import type { Instant } from "@/domain/facts";
import type { PublicWindow } from "@/domain/public-page";
import { type IncidentComponentStatus, incidentComponentStatuses, statusOfEffect } from "@/domain/status";
import { Submit } from "./button";
import { ChoiceSet } from "./choices";
import { type NextUpdateChoice, nextUpdateChoices, usualNext } from "./composer-fields";
import { DraftForm } from "./draft-form";
import { TextArea, TextField } from "./fields";
import { useField, useSentForm } from "./form";
import type { FormAction } from "./form-state";
import { NextUpdate } from "./next-update";
import { StateRadios } from "./state-radios";
import { turnedWords } from "./turned-words";
import { useServerNow } from "./use-server-now";

type Props = {
  action: FormAction;
  path: string;
  once: string;
  window: PublicWindow;
  zone: string;
  serverNow: Instant;
};

/** The incident that running work becomes: filled in with what was expected of it. */
export function TurnForm({ action, path, once, window, zone, serverNow }: Props) {
  const { name, body } = turnedWords(window);
  return (
    <DraftForm
      action={action}
      path={path}
      once={once}
      draftName={`maintenance.${window.id}.incident`}
      hidden={{ maintenanceId: window.id }}
      zone={zone}
    >
      <ChoiceSet legend="How do the components work now?">
        <div className="grid gap-4">
          {window.components.map(({ id, name: component, effect }) => (
            <StateField key={id} id={id} legend={component} initial={asClaim(statusOfEffect(effect))} />
          ))}
        </div>
      </ChoiceSet>
      <TextField name="name" label="Name of the incident" initial={name} ofIncident />
      <TextArea name="body" label="What do you want to say?" initial={body} rows={5} ofIncident />
      <NextUpdateField zone={zone} serverNow={serverNow} />
      <Submit weight="danger" pendingLabel="Posting …">
        Post it as an incident
      </Submit>
    </DraftForm>
  );
}

function asClaim(status: string): IncidentComponentStatus {
  return incidentComponentStatuses.find((each) => each === status) ?? "operational";
}

function StateField({ id, legend, initial }: { id: string; legend: string; initial: IncidentComponentStatus }) {
  const field = useField(`state:${id}`, initial);
  const [status, setStatus] = useState(asClaim(field.value));
  return (
    <ChoiceSet legend={legend} quietLegend>
      <StateRadios name={`state:${id}`} value={status} onChange={setStatus} />
    </ChoiceSet>
  );
}

function NextUpdateField({ zone, serverNow }: Pick<Props, "zone" | "serverNow">) {
  const { state } = useSentForm();
  const field = useField("next", usualNext);
  const typed = useField("nextAt");
  const now = useServerNow(serverNow);
  const [chosen, setChosen] = useState({ next: choiceIn(field.value), nextAt: typed.value });
  return (
    <NextUpdate
      id={field.id.replace(/next$/, "nextUpdateBy")}
      zone={zone}
      now={now}
      value={chosen.next}
      at={chosen.nextAt}
      choices={state.choices.nextAt ?? []}
      error={state.errors.nextUpdateBy}
      onChange={(change) => setChosen((before) => ({ ...before, ...change }))}
    />
  );
}

function choiceIn(value: string): NextUpdateChoice {
  return nextUpdateChoices.find((each) => each === value) ?? usualNext;
}
