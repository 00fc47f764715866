import type { Facts, Incident, Instant, OfflineInterval } from "@/domain/facts";
import { incidentStatusAt, openOffline, startOf } from "@/domain/incident";
import { shortClock, zoneName } from "@/messages/clock";
import { listOf } from "@/messages/words";
import { namedComponents } from "./component-names";
import type { Named } from "./component-search";
import { ComponentStates } from "./component-states";
import { namesOf } from "./composer-base";
import type { ComposerFields } from "./composer-fields";
import { EffectAndScope } from "./effect-and-scope";
import type { FormState } from "./form-state";
import { LocalTime, useScripted } from "./local-time";
import { NextUpdate } from "./next-update";
import { BackOnline, TakeOffline } from "./offline-section";
import { Reopen, ReturnsTo } from "./resolving";
import { StatusSteps } from "./status-steps";
import { BodyField, type Template, Templates } from "./text-section";
import type { ComposerProps, useComposer } from "./use-composer";

type Given = { id: string; composer: ReturnType<typeof useComposer>; props: ComposerProps };
type Props = {
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

/** What can be said of an incident, the usual first. */
export function ComposerFieldset({ id, composer, props }: Given) {
  const { facts, incident, templates } = props;
  const { now, state, fields, set } = composer;
  const components = namedComponents(facts);
  const offline = openOffline(incident, now);
  return <Sections {...{ id, facts, incident, components, offline, templates, now, state, fields, onChange: set }} />;
}

function Sections(props: Props) {
  const { id, incident, now, state, fields, onChange } = props;
  const resolving = fields.status === "resolved";
  const scripted = useScripted();
  const was = incidentStatusAt(incident, now);
  return (
    <>
      <StatusSteps
        id={`${id}-status`}
        current={was}
        value={fields.status}
        error={state.errors.status}
        onChange={(status) => onChange({ status })}
      />
      {was === "resolved" && (!resolving || !scripted) && (
        <Reopen
          id={`${id}-reopen`}
          checked={fields.reopen}
          error={state.errors.reopen}
          onChange={(reopen) => onChange({ reopen })}
        />
      )}
      <Words {...props} />
      <BackOnline
        id={`${id}-backOnline`}
        open={props.offline}
        names={new Map(props.components.map((component) => [component.id, component.name]))}
        zone={props.facts.page.timeZone}
        back={fields.back}
        resolving={resolving}
        error={state.errors.backOnline}
        onChange={(back) => onChange({ back })}
      />
      {(resolving || !scripted) && was !== "resolved" && (
        <ReturnsTo facts={props.facts} incidentId={incident.id} now={now} />
      )}
      <States {...props} resolving={resolving} />
      <EffectAndScope
        id={id}
        fields={fields}
        errors={state.errors}
        onChange={onChange}
        hidden={resolving && scripted}
      />
      {(!resolving || !scripted) && <Promised {...props} />}
      <Rarely {...props} />
    </>
  );
}

function Words({ id, facts, incident, templates, now, state, fields, onChange }: Props) {
  const zone = facts.page.timeZone;
  const names = namesOf(Object.keys(fields.states), facts.components);
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
        since={shortClock(startOf(incident) ?? now, zone)}
        onPick={({ status, body, effect }) => onChange({ status, body, ...(effect === null ? {} : { effect }) })}
      />
    </div>
  );
}

function States({ id, components, offline, state, fields, onChange, resolving }: Props & { resolving: boolean }) {
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

function Promised({ id, facts, now, state, fields, onChange }: Props) {
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

function Rarely({ id, facts, components, offline, now, state, fields, onChange }: Props) {
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
          hint="The time it takes in the record. The page says that it was told later."
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
