import type { Facts, Incident, Instant, OfflineInterval } from "@/domain/facts";
import { componentsTouched, startOf } from "@/domain/incident";
import { zoneName } from "@/messages/clock";
import { listOf } from "@/messages/words";
import type { Named } from "./component-search";
import { ComponentStates } from "./component-states";
import { namesOf } from "./composer-base";
import type { ComposerFields } from "./composer-fields";
import type { FormState } from "./form-state";
import { LocalTime } from "./local-time";
import { NextUpdate } from "./next-update";
import { TakeOffline } from "./offline-section";
import { sinceWords } from "./since";
import { BodyField, type Template, Templates } from "./text-section";

export type SectionProps = {
  id: string;
  facts: Facts;
  incident: Incident;
  components: readonly Named[];
  offline: readonly OfflineInterval[];
  templates: readonly Template[];
  now: Instant;
  state: FormState;
  fields: ComposerFields;
  onChange: (change: Partial<ComposerFields>) => void;
};

/** The text, and prepared ones to start from. */
export function Words({ id, facts, incident, templates, now, state, fields, onChange }: SectionProps) {
  const zone = facts.page.timeZone;
  const named = new Set([...componentsTouched(incident, now), ...Object.keys(fields.states)]);
  const names = namesOf(named, facts.components);
  return (
    <div>
      <BodyField
        id={`${id}-body`}
        value={fields.body}
        error={state.errors.body}
        onChange={(body) => onChange({ body })}
      />
      <Templates
        templates={templates}
        component={names.length > 0 ? listOf(names) : "the service"}
        since={sinceWords(startOf(incident) ?? now, zone, now)}
        onPick={({ status, body, effect }) => onChange({ status, body, ...(effect === null ? {} : { effect }) })}
      />
    </div>
  );
}

/** How the components work; what is changed while resolving outlives the incident. */
export function States({
  id,
  components,
  offline,
  state,
  fields,
  onChange,
  resolving,
}: SectionProps & { resolving: boolean }) {
  const section = (
    <ComponentStates
      id={`${id}-components`}
      components={components}
      states={fields.states}
      statesWere={fields.statesWere}
      offline={new Set(offline.map(({ componentId }) => componentId))}
      error={state.errors.components}
      onChange={(states) => onChange({ states })}
    />
  );
  if (!resolving) return section;
  return (
    <details open={state.errors.components !== undefined}>
      <summary className="min-h-11 cursor-pointer py-2.5 underline underline-offset-4">
        Something is not quite well yet
      </summary>
      <p className="mb-3 text-muted text-fact">
        What you change here stays after the incident, until somebody sets it again.
      </p>
      {section}
    </details>
  );
}

export function Promised({ id, facts, now, state, fields, onChange }: SectionProps) {
  return (
    <NextUpdate
      id={`${id}-nextUpdateBy`}
      zone={facts.page.timeZone}
      now={now}
      value={fields.next}
      at={fields.nextAt}
      choices={state.choices.nextAt ?? []}
      error={state.errors.nextUpdateBy}
      onChange={onChange}
    />
  );
}

/** What is needed seldom, out of the way. */
export function Rarely({ id, facts, components, offline, now, state, fields, onChange }: SectionProps) {
  const zone = facts.page.timeZone;
  const off = new Set(offline.map(({ componentId }) => componentId));
  const used = fields.happenedAt !== "" || fields.offline.length > 0;
  const wrong = state.errors.happenedAt ?? state.errors.takeOffline;
  return (
    <details open={used || wrong !== undefined}>
      <summary className="min-h-11 cursor-pointer py-2.5 font-semibold underline underline-offset-4">
        It happened earlier, or we take something offline
      </summary>
      <div className="mt-2 grid gap-8">
        <LocalTime
          id={`${id}-happenedAt`}
          name="happenedAt"
          label={`When it happened, if not now (${zoneName(now, zone)})`}
          hint="An update about a time before the latest one goes into the record there, and what the page says now stays. What doesn’t work above is told as of then: set each as it was at that time."
          error={state.errors.happenedAt}
          shown
          value={fields.happenedAt}
          zone={zone}
          choices={state.choices.happenedAt ?? []}
          onChange={(happenedAt) => onChange({ happenedAt })}
        />
        <TakeOffline
          id={`${id}-takeOffline`}
          components={components.filter((component) => !off.has(component.id))}
          offline={fields.offline}
          reason={fields.offlineReason}
          error={state.errors.takeOffline}
          onChange={onChange}
        />
      </div>
    </details>
  );
}
