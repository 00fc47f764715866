import { Sign, signOfStatus } from "@/components/signs";
import { type Return, returnsTo } from "@/domain/component-state";
import type { Facts, Id, Instant } from "@/domain/facts";
import { words } from "@/messages/words";

const why: Record<Return["because"], string> = {
  operational: "",
  other_incident: "another incident says so",
  window: "planned work is running",
  base: "somebody set it so",
};

/** What each component is shown as once this incident is resolved. */
export function ReturnsTo({ facts, incidentId, now }: { facts: Facts; incidentId: Id; now: Instant }) {
  const returns = returnsTo(facts, incidentId, now);
  if (returns.length === 0) return null;
  return (
    <section>
      <h2 className="mb-2 font-semibold">Once it is resolved</h2>
      <ul className="border-rule border-t">
        {returns.map(({ componentId, name, status, because }) => (
          <li key={componentId} className="flex items-baseline justify-between gap-4 border-rule border-b py-2.5">
            <span>{name}</span>
            <span className="flex items-center gap-2 text-right">
              <Sign name={signOfStatus[status]} className="size-4 shrink-0" />
              {words()(`componentStatus.${status}`)}
              {why[because] && `: ${why[because]}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

type ReopenProps = { id: string; checked: boolean; error?: string | undefined; onChange: (checked: boolean) => void };

/** A resolved incident opens again only on purpose. */
export function Reopen({ id, checked, error, onChange }: ReopenProps) {
  return (
    <div className="border-warn border-l-4 py-1 pl-4">
      {error && (
        <p id={`${id}-error`} className="font-medium text-danger">
          {error}
        </p>
      )}
      <label className="flex min-h-11 items-center gap-3">
        <input
          id={id}
          type="checkbox"
          name="reopen"
          value="yes"
          checked={checked}
          onChange={(event) => onChange(event.target.checked)}
          aria-describedby={error ? `${id}-error` : undefined}
          className="size-5 shrink-0 accent-ink"
        />
        <span>Reopen this incident. The status page shows an open problem again.</span>
      </label>
    </div>
  );
}
