import { inputClass } from "./fields";
import type { RuleFields } from "./rule-fields";
import { NumberInput, Small } from "./small-field";
import { useScripted } from "./use-browser";

type Props = { id: string; fields: RuleFields; set: (change: Partial<RuleFields>) => void };

/** Every how many weeks or months, and until when. */
export function EveryAndEnd({ id, fields, set }: Props) {
  const unit = fields.repeat === "week" ? "weeks" : "months";
  return (
    <div className="grid items-end gap-3 sm:grid-cols-3">
      <Small id={`${id}-every`} label={`Every … ${unit}`}>
        <NumberInput id={`${id}-every`} name="every" value={fields.every} onChange={(every) => set({ every })} />
      </Small>
      <Small id={`${id}-ends`} label="It ends">
        <select
          id={`${id}-ends`}
          name="ends"
          value={fields.ends}
          onChange={(event) => set({ ends: event.target.value === "until" ? "until" : "count" })}
          className={inputClass}
        >
          <option value="count">after some times</option>
          <option value="until">on a day</option>
        </select>
      </Small>
      <EndField id={id} fields={fields} set={set} />
    </div>
  );
}

function EndField({ id, fields, set }: Props) {
  const scripted = useScripted();
  return (
    <>
      {(!scripted || fields.ends === "count") && (
        <Small id={`${id}-count`} label="Times">
          <NumberInput id={`${id}-count`} name="count" value={fields.count} onChange={(count) => set({ count })} />
        </Small>
      )}
      {(!scripted || fields.ends === "until") && (
        <Small id={`${id}-until`} label="Last day">
          <input
            type="date"
            id={`${id}-until`}
            name="until"
            value={fields.until}
            onChange={(event) => set({ until: event.target.value })}
            className={inputClass}
          />
        </Small>
      )}
    </>
  );
}
