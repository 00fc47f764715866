import type { Id } from "@/domain/facts";
import type { IncidentComponentStatus } from "@/domain/status";
import { ChoiceSet } from "./choices";
import { type Named, SearchField, SearchRest, useSearch } from "./component-search";
import type { ComponentStates as States } from "./composer-fields";
import { inputClass } from "./fields";
import { StateRadios, stateLabel } from "./state-radios";
import { useScripted } from "./use-browser";

type Props = {
  id: string;
  components: readonly Named[];
  states: States;
  statesWere: States;
  /** Taken offline on purpose: told in a section of its own. */
  offline: ReadonlySet<Id>;
  error?: string | undefined;
  onChange: (states: States) => void;
};

/** How well each component of the incident works, and a way to name another. */
export function ComponentStates({ id, components, states, statesWere, offline, error, onChange }: Props) {
  const named = components.filter((component) => states[component.id] && !offline.has(component.id));
  const others = components.filter((component) => !states[component.id] && !offline.has(component.id));
  return (
    <ChoiceSet id={id} legend="How do the components work?" error={error}>
      <div className="grid gap-4">
        {named.map(({ id: componentId, name }) => (
          <ChoiceSet key={componentId} legend={name} quietLegend>
            {statesWere[componentId] && (
              <input type="hidden" name={`was:${componentId}`} value={statesWere[componentId]} />
            )}
            <StateRadios
              name={`state:${componentId}`}
              value={states[componentId] ?? null}
              onChange={(status) => onChange({ ...states, [componentId]: status })}
            />
          </ChoiceSet>
        ))}
      </div>
      {others.length > 0 && (
        <AddComponent
          components={others}
          open={named.length === 0}
          onAdd={(componentId) => onChange({ ...states, [componentId]: "degraded_performance" })}
        />
      )}
    </ChoiceSet>
  );
}

type AddProps = { components: readonly Named[]; open: boolean; onAdd: (id: Id) => void };

function AddComponent({ components, open, onAdd }: AddProps) {
  return (
    <details open={open} className="mt-3">
      <summary className="min-h-11 cursor-pointer py-2.5 underline underline-offset-4">Name another component</summary>
      {useScripted() ? <AddBySearch components={components} onAdd={onAdd} /> : <AddBySelect components={components} />}
    </details>
  );
}

function AddBySearch({ components, onAdd }: Omit<AddProps, "open">) {
  const { words, setWords, needed, shown, more } = useSearch(components);
  return (
    <>
      {needed && <SearchField words={words} onChange={setWords} total={components.length} />}
      <ul className="flex flex-wrap gap-1.5">
        {shown.map(({ id, name }) => (
          <li key={id}>
            <button
              type="button"
              onClick={() => onAdd(id)}
              className="min-h-11 cursor-pointer rounded-md border border-edge px-3 hover:bg-sunk"
            >
              <span aria-hidden="true">+ </span>
              {name}
            </button>
          </li>
        ))}
      </ul>
      <SearchRest more={more} />
    </>
  );
}

const addable: readonly IncidentComponentStatus[] = ["degraded_performance", "partial_outage", "major_outage"];

function AddBySelect({ components }: { components: readonly Named[] }) {
  return (
    <div className="grid grid-cols-2 gap-2">
      <select name="add" aria-label="Another component" className={inputClass}>
        <option value="">None</option>
        {components.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      <select name="addedState" aria-label="How it works" className={inputClass}>
        {addable.map((status) => (
          <option key={status} value={status}>
            {stateLabel[status]}
          </option>
        ))}
      </select>
    </div>
  );
}
