import type { Settings } from "@/domain/facts";
import { describedBy, FieldError, inputClass } from "./fields";
import { minutesInWords } from "./plan-words";
import { followStart } from "./rule-fields";
import { leadOf, type SeriesFields } from "./series-fields";
import { NumberInput, Small } from "./small-field";
import { ZoneField } from "./zone-field";

type Props = {
  id: string;
  fields: SeriesFields;
  errors: Readonly<Record<string, string>>;
  set: (change: Partial<SeriesFields>) => void;
};

/** The first start, how long each lasts, and on whose clocks. */
export function SeriesTimes({ id, fields, errors, zones, set }: Props & { zones: readonly string[] }) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-2 font-semibold">When?</legend>
      <div className="grid gap-x-4 gap-y-5 sm:grid-cols-2">
        <Small id={`${id}-startsLocal`} label="First start" error={errors.startsLocal}>
          <input
            type="datetime-local"
            id={`${id}-startsLocal`}
            name="startsLocal"
            value={fields.startsLocal}
            onChange={({ target: { value } }) => set({ startsLocal: value, ...followStart(fields, value) })}
            className={inputClass}
            {...describedBy(`${id}-startsLocal`, null, errors.startsLocal)}
          />
        </Small>
        <fieldset id={`${id}-durationMinutes`} tabIndex={-1} className="min-w-0">
          <legend className="mb-1.5 font-medium">How long is each?</legend>
          <FieldError id={`${id}-durationMinutes`} text={errors.durationMinutes} />
          <div className="grid grid-cols-2 gap-3">
            <Unit id={`${id}-hours`} name="hours" unit="h" value={fields.hours} onChange={(hours) => set({ hours })} />
            <Unit
              id={`${id}-minutes`}
              name="minutes"
              unit="min"
              value={fields.minutes}
              onChange={(minutes) => set({ minutes })}
            />
          </div>
        </fieldset>
        <ZoneField
          id={`${id}-timeZone`}
          value={fields.timeZone}
          error={errors.timeZone}
          zones={zones}
          onChange={(timeZone) => set({ timeZone })}
        />
      </div>
    </fieldset>
  );
}

type UnitProps = { id: string; name: string; unit: "h" | "min"; value: string; onChange: (value: string) => void };

function Unit({ id, name, unit, value, onChange }: UnitProps) {
  return (
    <div className="flex items-center gap-2">
      <NumberInput id={id} name={name} value={value} onChange={onChange} />
      <label htmlFor={id}>
        <span className="sr-only">{unit === "h" ? "Hours" : "Minutes"}</span>
        <span aria-hidden="true">{unit}</span>
      </label>
    </div>
  );
}

/** How far ahead each is announced, and what it is called because of that. */
export function SeriesLead({ id, fields, errors, settings, set }: Props & { settings: Settings }) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-2 font-semibold">How far ahead is each announced?</legend>
      <FieldError id={`${id}-leadMinutes`} text={errors.leadMinutes} />
      <div id={`${id}-leadMinutes`} tabIndex={-1} className="grid max-w-sm grid-cols-2 gap-3">
        <Small id={`${id}-lead`} label="Time ahead">
          <NumberInput id={`${id}-lead`} name="lead" value={fields.lead} onChange={(lead) => set({ lead })} />
        </Small>
        <Small id={`${id}-leadUnit`} label="In">
          <select
            id={`${id}-leadUnit`}
            name="leadUnit"
            value={fields.leadUnit}
            onChange={(event) => set({ leadUnit: event.target.value === "hours" ? "hours" : "days" })}
            className={inputClass}
          >
            <option value="days">days</option>
            <option value="hours">hours</option>
          </select>
        </Small>
      </div>
      <p role="status" className="mt-2">
        {leadWords(leadOf(fields), settings)}
      </p>
    </fieldset>
  );
}

/** What each occurrence will be called, by how far ahead it is announced. */
export function leadWords(leadMinutes: number, { noticeMinutes, shortNoticeMinutes }: Settings): string {
  if (Number.isNaN(leadMinutes)) return "";
  if (leadMinutes >= noticeMinutes) return "Each that is announced so far ahead is called “Scheduled maintenance”.";
  if (leadMinutes >= shortNoticeMinutes)
    return `Customers will read “Maintenance at short notice”; ${minutesInWords(noticeMinutes)} ahead it is scheduled.`;
  return `Work announced less than ${minutesInWords(shortNoticeMinutes)} ahead can’t be called planned. Announce it earlier.`;
}
