type Props = { name: string; checked: boolean; onChange: (checked: boolean) => void; label: string; hint: string };

/** A box to tick, with what it means. */
export function CheckLine({ name, checked, onChange, label, hint }: Props) {
  return (
    <label className="flex min-h-11 items-start gap-3 py-2">
      <input
        type="checkbox"
        name={name}
        value="yes"
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        className="mt-1 size-5 shrink-0 accent-ink"
      />
      <span>
        {label}
        <span className="block text-fact text-muted">{hint}</span>
      </span>
    </label>
  );
}
