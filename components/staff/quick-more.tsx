import type { IncidentStatus } from "@/domain/status";
import { planningWords } from "@/domain/wording";
import { EffectAndScope } from "./effect-and-scope";
import { FieldError, inputClass } from "./fields";
import { NextUpdate } from "./next-update";
import { PlanningWarning } from "./planning-warning";
import { openingStatuses } from "./quick-fields";
import { StatusSteps } from "./status-steps";
import { BodyField } from "./text-section";
import { useScripted } from "./use-browser";
import type { useQuickPost } from "./use-quick-post";

type Props = { id: string; zone: string; quick: ReturnType<typeof useQuickPost> };

const underMore = ["name", "effect", "scope", "body", "status", "nextUpdateBy"];

/** What is filled in for those in a hurry, for those who are not. */
export function QuickMore(props: Props) {
  const { fields, shown, state } = props.quick;
  const used = fields.body !== null || fields.name !== null || underMore.some((name) => state.errors[name]);
  const warned = [shown.name, shown.body, shown.effect, fields.scope].some((text) => planningWords(text).length > 0);
  return (
    <details open={used || warned}>
      <summary className="min-h-11 cursor-pointer py-2.5 font-semibold underline underline-offset-4">
        More: the words, the name, the next update
      </summary>
      <div className="mt-4 grid gap-8">
        <Words {...props} />
        <Name {...props} />
        <Lines {...props} />
        <Steps {...props} />
        <Promised {...props} />
        <NoImpact {...props} />
      </div>
      {useScripted() && <Typed quick={props.quick} />}
    </details>
  );
}

function Words({ id, quick }: Props) {
  const scripted = useScripted();
  const value = scripted ? quick.shown.body : (quick.fields.body ?? "");
  return (
    <BodyField
      id={`${id}-body`}
      value={value}
      error={quick.state.errors.body}
      onChange={(body) => quick.set({ body })}
    />
  );
}

function Name({ id, quick }: Props) {
  const scripted = useScripted();
  const error = quick.state.errors.name;
  const value = scripted ? quick.shown.name : (quick.fields.name ?? "");
  return (
    <div>
      <label htmlFor={`${id}-name`} className="mb-1.5 block font-semibold">
        Name of the incident
      </label>
      <FieldError id={`${id}-name`} text={error} />
      <input
        id={`${id}-name`}
        name="name"
        value={value}
        autoComplete="off"
        onChange={(event) => quick.set({ name: event.target.value })}
        aria-invalid={error ? true : undefined}
        aria-describedby={[error && `${id}-name-error`, `${id}-name-warning`].filter(Boolean).join(" ")}
        className={inputClass}
      />
      <PlanningWarning id={`${id}-name`} text={value} />
    </div>
  );
}

function Lines({ id, quick }: Props) {
  const scripted = useScripted();
  const effect = scripted ? quick.shown.effect : (quick.fields.effect ?? "");
  return (
    <EffectAndScope
      id={id}
      fields={{ effect, scope: quick.fields.scope }}
      errors={quick.state.errors}
      onChange={quick.set}
    />
  );
}

function Steps({ id, quick }: Props) {
  return (
    <StatusSteps
      id={`${id}-status`}
      current={null}
      offered={openingStatuses}
      value={quick.fields.status}
      error={quick.state.errors.status}
      onChange={(status: IncidentStatus) => quick.set({ status })}
    />
  );
}

function Promised({ id, zone, quick }: Props) {
  const { fields, state, now, set } = quick;
  return (
    <NextUpdate
      id={`${id}-nextUpdateBy`}
      zone={zone}
      now={now}
      value={fields.next}
      at={fields.nextAt}
      choices={state.choices.nextAt ?? []}
      error={state.errors.nextUpdateBy}
      onChange={set}
    />
  );
}

function NoImpact({ quick }: Props) {
  return (
    <label className="flex min-h-11 items-start gap-3 py-2">
      <input
        type="checkbox"
        name="noImpact"
        value="yes"
        checked={quick.fields.noImpact}
        onChange={(event) => quick.set({ noImpact: event.target.checked })}
        className="mt-1 size-5 shrink-0 accent-ink"
      />
      <span>
        Nobody is affected as far as we know
        <span className="block text-fact text-muted">
          The page says “We are looking into a possible problem”, not that there is one.
        </span>
      </span>
    </label>
  );
}

/** Tells what was typed from what only followed, so that a draft that comes back still follows. */
function Typed({ quick }: { quick: Props["quick"] }) {
  const { body, name, effect, since } = quick.fields;
  return (
    <>
      {Object.entries({ body, name, effect }).map(([field, typed]) => (
        <input key={field} type="hidden" name={`${field}Typed`} value={typed === null ? "no" : "yes"} />
      ))}
      <input type="hidden" name="since" value={since ?? ""} />
    </>
  );
}
