import type { Id } from "@/domain/facts";
import { type ExpectedEffect, expectedEffects } from "@/domain/status";
import { Choice, ChoiceSet } from "./choices";
import { ComponentChips } from "./component-chips";
import type { Named } from "./component-search";
import { areaClass, describedBy, FieldError, inputClass } from "./fields";
import type { WorkFields } from "./plan-fields";
import { effectLabel } from "./plan-words";
import { useScripted } from "./use-browser";

type Props = {
  id: string;
  fields: WorkFields;
  errors: Readonly<Record<string, string>>;
  components: readonly Named[];
  set: (change: Partial<WorkFields>) => void;
  /** The work is over. */
  past?: boolean;
};

/** What the work is called, what to expect of it, and where. */
export function WorkSections(props: Props) {
  const { id, fields, errors, components, set } = props;
  return (
    <>
      <Words {...props} />
      <ChoiceSet id={`${id}-components`} legend="Which components?" error={errors.components}>
        <ComponentChips
          name="component"
          components={components}
          chosen={fields.components}
          onChange={(chosen) => set({ components: chosen })}
        />
      </ChoiceSet>
      <EffectsSection {...props} />
    </>
  );
}

function Words({ id, fields, errors, set, past = false }: Props) {
  return (
    <>
      <div>
        <label htmlFor={`${id}-name`} className="mb-1.5 block font-semibold">
          Name
        </label>
        <FieldError id={`${id}-name`} text={errors.name} />
        <input
          id={`${id}-name`}
          name="name"
          value={fields.name}
          placeholder="Database upgrade"
          autoComplete="off"
          onChange={(event) => set({ name: event.target.value })}
          className={inputClass}
          {...describedBy(`${id}-name`, null, errors.name)}
        />
      </div>
      <div>
        <label htmlFor={`${id}-message`} className="mb-1.5 block font-semibold">
          {past ? "What was it?" : "What should customers expect?"}
        </label>
        <FieldError id={`${id}-message`} text={errors.message} />
        <textarea
          id={`${id}-message`}
          name="message"
          rows={4}
          value={fields.message}
          onChange={(event) => set({ message: event.target.value })}
          className={`${areaClass} field-sizing-content min-h-28`}
          {...describedBy(`${id}-message`, "hint", errors.message)}
        />
        <p id={`${id}-message-hint`} className="mt-1 text-fact text-muted">
          {past
            ? "What was done, and what customers noticed of it."
            : "What they can and can’t do meanwhile, and what they should do before."}{" "}
          **bold**, lists and links work.
        </p>
      </div>
    </>
  );
}

const manyFrom = 2;

/** What customers will notice of each component; nothing is chosen beforehand. */
function EffectsSection({ id, fields, errors, components, set, past = false }: Props) {
  const scripted = useScripted();
  const names = new Map(components.map((component) => [component.id, component.name]));
  const several = scripted ? fields.components.length >= manyFrom : true;
  if (scripted && fields.components.length === 0) return null;
  const choose = (componentId: Id, effect: ExpectedEffect) =>
    set({ effects: { ...fields.effects, [componentId]: effect } });
  return (
    <ChoiceSet
      id={`${id}-effects`}
      legend={past ? "What did customers notice?" : "What will customers notice?"}
      error={errors.effects}
    >
      <div className="grid gap-4">
        {several && <ForAll fields={fields} set={set} />}
        {fields.components.map((componentId) => (
          <ChoiceSet key={componentId} legend={names.get(componentId) ?? "An archived component"} quietLegend>
            <EffectRadios
              name={`effect:${componentId}`}
              value={fields.effects[componentId] ?? null}
              onChange={(effect) => choose(componentId, effect)}
            />
          </ChoiceSet>
        ))}
      </div>
    </ChoiceSet>
  );
}

/** One touch for all of them; each can differ afterwards. */
function ForAll({ fields, set }: Pick<Props, "fields" | "set">) {
  const told = new Set(fields.components.map((id) => fields.effects[id] ?? null));
  const [same = null] = told.size === 1 ? told : [];
  return (
    <ChoiceSet legend="The same for all of them" quietLegend>
      <EffectRadios
        name="effectForAll"
        value={same}
        onChange={(effect) => set({ effects: Object.fromEntries(fields.components.map((id) => [id, effect])) })}
      />
    </ChoiceSet>
  );
}

type RadiosProps = { name: string; value: ExpectedEffect | null; onChange: (effect: ExpectedEffect) => void };

function EffectRadios({ name, value, onChange }: RadiosProps) {
  return (
    <div className="grid grid-cols-2 gap-1.5 sm:grid-cols-4">
      {expectedEffects.map((effect) => (
        <Choice
          key={effect}
          name={name}
          value={effect}
          checked={value === effect}
          onChange={() => onChange(effect)}
          extra="text-fact"
        >
          {effectLabel[effect]}
        </Choice>
      ))}
    </div>
  );
}
