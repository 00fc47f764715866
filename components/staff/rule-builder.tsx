import { Choice, ChoiceSet } from "./choices";
import { inputClass } from "./fields";
import { EveryAndEnd } from "./rule-end";
import { nths, type Repeat, type RuleFields, repeats, weekdays } from "./rule-fields";
import { dayName, nthName } from "./rule-words";
import { NumberInput, Small } from "./small-field";
import { useScripted } from "./use-browser";

type Props = {
  id: string;
  fields: RuleFields;
  errors: Readonly<Record<string, string>>;
  set: (change: Partial<RuleFields>) => void;
};

const repeatLabel: Record<Repeat, string> = {
  week: "Every week",
  monthDay: "Every month, on a day",
  monthWeekday: "Every month, on a weekday",
  own: "By a rule of your own",
};

/** How often, in plain words. */
export function RuleBuilder({ id, fields, errors, set }: Props) {
  const scripted = useScripted();
  const shows = (repeat: Repeat) => !scripted || fields.repeat === repeat;
  return (
    <ChoiceSet id={`${id}-rule`} legend="How often?" error={errors.rule}>
      <div className="grid grid-cols-2 gap-1.5">
        {repeats.map((repeat) => (
          <Choice
            key={repeat}
            name="repeat"
            value={repeat}
            checked={fields.repeat === repeat}
            onChange={() => set({ repeat })}
          >
            {repeatLabel[repeat]}
          </Choice>
        ))}
      </div>
      <div className="mt-4 grid gap-5">
        {shows("week") && <Days fields={fields} set={set} />}
        {shows("monthDay") && (
          <Small id={`${id}-monthDay`} label="Day of the month">
            <NumberInput
              id={`${id}-monthDay`}
              name="monthDay"
              value={fields.monthDay}
              onChange={(monthDay) => set({ monthDay })}
            />
          </Small>
        )}
        {shows("monthWeekday") && <NthDay id={id} fields={fields} set={set} />}
        {shows("own") && <OwnRule id={id} fields={fields} set={set} />}
        {(!scripted || fields.repeat !== "own") && <EveryAndEnd id={id} fields={fields} set={set} />}
      </div>
    </ChoiceSet>
  );
}

type PartProps = Pick<Props, "fields" | "set">;

function Days({ fields, set }: PartProps) {
  const toggle = (day: (typeof weekdays)[number]) =>
    set({
      onDays: weekdays.filter((each) => (each === day ? !fields.onDays.includes(day) : fields.onDays.includes(each))),
    });
  return (
    <ChoiceSet legend="On which days?" hint="None chosen: on the weekday of the first start." quietLegend>
      <div className="flex flex-wrap gap-1.5">
        {weekdays.map((day) => (
          <Choice
            key={day}
            type="checkbox"
            name="onDay"
            value={day}
            checked={fields.onDays.includes(day)}
            onChange={() => toggle(day)}
          >
            {dayName[day].slice(0, 3)}
          </Choice>
        ))}
      </div>
    </ChoiceSet>
  );
}

function NthDay({ id, fields, set }: PartProps & { id: string }) {
  return (
    <div className="grid grid-cols-2 gap-3">
      <Small id={`${id}-nth`} label="Which one">
        <select
          id={`${id}-nth`}
          name="nth"
          value={fields.nth}
          onChange={(event) => set({ nth: nths.find((each) => each === event.target.value) ?? "1" })}
          className={inputClass}
        >
          {nths.map((nth) => (
            <option key={nth} value={nth}>
              {nthName[nth]}
            </option>
          ))}
        </select>
      </Small>
      <Small id={`${id}-nthDay`} label="Weekday">
        <select
          id={`${id}-nthDay`}
          name="nthDay"
          value={fields.nthDay}
          onChange={(event) => set({ nthDay: weekdays.find((each) => each === event.target.value) ?? "SU" })}
          className={inputClass}
        >
          {weekdays.map((day) => (
            <option key={day} value={day}>
              {dayName[day]}
            </option>
          ))}
        </select>
      </Small>
    </div>
  );
}

function OwnRule({ id, fields, set }: PartProps & { id: string }) {
  return (
    <Small id={`${id}-ownRule`} label="Rule (RRULE of RFC 5545)">
      <input
        id={`${id}-ownRule`}
        name="ownRule"
        value={fields.ownRule}
        placeholder="FREQ=YEARLY;BYMONTH=3,9;BYDAY=1SU;COUNT=6"
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => set({ ownRule: event.target.value })}
        className={inputClass}
      />
      <p className="mt-1 text-fact text-muted">It needs an end: COUNT or UNTIL.</p>
    </Small>
  );
}
