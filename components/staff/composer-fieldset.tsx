import { incidentStatusAt, openOffline } from "@/domain/incident";
import { namedComponents } from "./component-names";
import { Promised, Rarely, type SectionProps, States, Words } from "./composer-sections";
import { EffectAndScope } from "./effect-and-scope";
import { BackOnline } from "./offline-section";
import { Reopen, ReturnsTo } from "./resolving";
import { StatusSteps } from "./status-steps";
import { useScripted } from "./use-browser";
import type { ComposerProps, useComposer } from "./use-composer";

type Given = { id: string; composer: ReturnType<typeof useComposer>; props: ComposerProps };
/** What can be said of an incident, the usual first. */
export function ComposerFieldset({ id, composer, props }: Given) {
  const { facts, incident, templates } = props;
  const { now, state, fields, set } = composer;
  const components = namedComponents(facts);
  const offline = openOffline(incident, now);
  return <Sections {...{ id, facts, incident, components, offline, templates, now, state, fields, onChange: set }} />;
}

function Sections(props: SectionProps) {
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
