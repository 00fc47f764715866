import { describedBy, FieldError, inputClass } from "./fields";

type ZoneProps = {
  id: string;
  value: string;
  error: string | undefined;
  zones: readonly string[];
  onChange: (zone: string) => void;
};

/** A zone of the IANA database, by typing a city. */
export function ZoneField({ id, value, error, zones, onChange }: ZoneProps) {
  return (
    <div className="sm:col-span-2">
      <label htmlFor={id} className="mb-1.5 block font-medium">
        On the clocks of
      </label>
      <FieldError id={id} text={error} />
      <input
        id={id}
        name="timeZone"
        list={`${id}-zones`}
        value={value}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
        className={inputClass}
        {...describedBy(id, null, error)}
      />
      <datalist id={`${id}-zones`}>
        {zones.map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
    </div>
  );
}
