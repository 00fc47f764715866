import type { Instant } from "@/domain/facts";
import { clock, type Moment } from "@/messages/clock";
import { duration, words } from "@/messages/words";
import { describedBy, FieldError, inputClass } from "./fields";
import { endOfPlan, type PlanFields, type PlanTime, startOfPlan } from "./plan-fields";
import { ZoneField } from "./zone-field";

type Props = {
  id: string;
  fields: PlanFields;
  errors: Readonly<Record<string, string>>;
  page: Moment;
  zones: readonly string[];
  set: (change: Partial<PlanFields>) => void;
};

/** Start and end on the clocks of a zone; a time that they skip or repeat is asked about. */
export function PlanTimes({ id, fields, errors, page, zones, set }: Props) {
  const [start, end] = [startOfPlan(fields), endOfPlan(fields)];
  return (
    <fieldset className="min-w-0">
      <legend className="mb-2 font-semibold">When?</legend>
      <div className="grid gap-x-4 gap-y-5 sm:grid-cols-2">
        <LocalField
          id={`${id}-startAt`}
          name="startAt"
          label="Start"
          value={fields.startAt}
          error={errors.startAt}
          time={start}
          choice={fields.startAtChoice}
          zone={fields.timeZone}
          onChange={(startAt) => set({ startAt, startAtChoice: null })}
          onChoose={(startAtChoice) => set({ startAtChoice })}
        />
        <LocalField
          id={`${id}-endAt`}
          name="endAt"
          label="End"
          value={fields.endAt}
          error={errors.endAt}
          time={end}
          choice={fields.endAtChoice}
          zone={fields.timeZone}
          onChange={(endAt) => set({ endAt, endAtChoice: null })}
          onChoose={(endAtChoice) => set({ endAtChoice })}
        />
        <ZoneField
          id={`${id}-timeZone`}
          value={fields.timeZone}
          error={errors.timeZone}
          zones={zones}
          onChange={(timeZone) => set({ timeZone, startAtChoice: null, endAtChoice: null })}
        />
      </div>
      <p role="status" className="mt-2 text-fact text-muted">
        {timesInWords(start.at, end.at, page)}
      </p>
    </fieldset>
  );
}

function timesInWords(startAt: Instant | null, endAt: Instant | null, page: Moment): string {
  if (startAt === null || endAt === null || endAt <= startAt) return "";
  const from = clock(startAt, page.timeZone, page.at);
  const to = clock(endAt, page.timeZone, startAt);
  return `Customers read: ${from} to ${to}. That is ${duration(endAt - startAt, words())}.`;
}

type LocalProps = {
  id: string;
  name: string;
  label: string;
  value: string;
  error: string | undefined;
  time: PlanTime;
  choice: Instant | null;
  zone: string;
  onChange: (local: string) => void;
  onChoose: (at: Instant) => void;
};

const clockChange = {
  skipped: "The clocks go forward and skip this time. Which one do you mean?",
  repeated: "The clocks go back, so this time comes twice. Which one do you mean?",
};

function LocalField({ id, name, label, value, error, time, choice, zone, onChange, onChoose }: LocalProps) {
  const asked = time.unclear && clockChange[time.unclear];
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block font-medium">
        {label}
      </label>
      <FieldError id={id} text={asked ? undefined : error} />
      <input
        type="datetime-local"
        id={id}
        name={name}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className={inputClass}
        {...describedBy(id, null, asked ? undefined : error)}
      />
      {!asked && choice !== null && <input type="hidden" name={`${name}Choice`} value={choice} />}
      {asked && (
        <fieldset className="mt-2">
          <legend className="font-medium text-warn">{asked}</legend>
          {time.choices.map((at) => (
            <label key={at} className="flex min-h-11 items-center gap-3">
              <input
                type="radio"
                name={`${name}Choice`}
                value={at}
                checked={time.at === at}
                onChange={() => onChoose(at)}
                className="size-5 accent-ink"
              />
              {clock(at, zone)}
            </label>
          ))}
        </fieldset>
      )}
    </div>
  );
}
