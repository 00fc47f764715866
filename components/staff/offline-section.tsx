import type { Id, OfflineInterval } from "@/domain/facts";
import type { IncidentComponentStatus } from "@/domain/status";
import { shortClock } from "@/messages/clock";
import { Choice, ChoiceSet } from "./choices";
import { type Named, SearchField, SearchRest, useSearch } from "./component-search";
import type { ComponentStates } from "./composer-fields";
import { inputClass } from "./fields";
import { PlanningWarning } from "./planning-warning";
import { StateRadios } from "./state-radios";

type BackProps = {
  id: string;
  open: readonly OfflineInterval[];
  names: ReadonlyMap<Id, string>;
  zone: string;
  back: ComponentStates;
  resolving: boolean;
  error?: string | undefined;
  onChange: (back: ComponentStates) => void;
};

/** What staff took offline on purpose and not brought back: one touch brings it back, with its state. */
export function BackOnline({ id, open, names, zone, back, resolving, error, onChange }: BackProps) {
  if (open.length === 0) return null;
  return (
    <ChoiceSet
      id={id}
      legend="Taken offline by us"
      error={error}
      hint={
        resolving
          ? "Before it is over: how does it work now?"
          : "Choose a state to bring it back online with this update."
      }
    >
      <div className="grid gap-4">
        {open.map(({ componentId, from, reason }) => (
          <ChoiceSet
            key={componentId}
            legend={`${names.get(componentId)}, off since ${shortClock(from, zone)} ${reason}`}
            quietLegend
          >
            <Choice
              name={`back:${componentId}`}
              value=""
              checked={!back[componentId]}
              onChange={() => onChange(without(back, componentId))}
              extra="mb-1.5 w-full"
            >
              Still offline
            </Choice>
            <StateRadios
              name={`back:${componentId}`}
              value={back[componentId] ?? null}
              onChange={(status: IncidentComponentStatus) => onChange({ ...back, [componentId]: status })}
            />
          </ChoiceSet>
        ))}
      </div>
    </ChoiceSet>
  );
}

function without(states: ComponentStates, id: Id): ComponentStates {
  return Object.fromEntries(Object.entries(states).filter(([each]) => each !== id));
}

type TakeProps = {
  id: string;
  components: readonly Named[];
  offline: readonly Id[];
  reason: string;
  error?: string | undefined;
  onChange: (change: { offline?: readonly Id[]; offlineReason?: string }) => void;
};

/** Taking something offline on purpose is an outage, and is told as one. */
export function TakeOffline({ id, components, offline, reason, error, onChange }: TakeProps) {
  const { words, setWords, needed, shown, more } = useSearch(components);
  const chosen = components.filter((each) => offline.includes(each.id) && !shown.includes(each));
  const toggle = (componentId: Id) =>
    onChange({
      offline: offline.includes(componentId)
        ? offline.filter((each) => each !== componentId)
        : [...offline, componentId],
    });
  return (
    <ChoiceSet
      id={id}
      legend="We take something offline ourselves"
      error={error}
      hint="Customers see an outage, and that it is not planned maintenance."
    >
      {needed && <SearchField words={words} onChange={setWords} total={components.length} />}
      <div className="flex flex-wrap gap-1.5">
        {[...chosen, ...shown].map((component) => (
          <Choice
            key={component.id}
            type="checkbox"
            name="offline"
            value={component.id}
            checked={offline.includes(component.id)}
            onChange={() => toggle(component.id)}
          >
            {component.name}
          </Choice>
        ))}
      </div>
      <SearchRest more={more} />
      <label htmlFor={`${id}-reason`} className="mt-3 mb-1.5 block font-medium">
        Why? It ends the sentence “We have taken it offline ourselves …”
      </label>
      <input
        id={`${id}-reason`}
        name="offlineReason"
        value={reason}
        placeholder="to find out why its databases crash"
        onChange={(event) => onChange({ offlineReason: event.target.value })}
        aria-describedby={`${id}-reason-warning`}
        className={inputClass}
      />
      <PlanningWarning id={`${id}-reason`} text={reason} />
    </ChoiceSet>
  );
}
