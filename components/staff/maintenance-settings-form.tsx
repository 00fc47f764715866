import type { Settings } from "@/domain/facts";
import { Submit } from "./button";
import { TextField } from "./fields";
import { StaffForm } from "./form";
import type { FormAction } from "./form-state";
import { minutesInWords } from "./plan-words";

type Name = keyof Settings;

type Props = {
  action: FormAction;
  path: string;
  values: Settings;
  fromEnvironment: Readonly<Record<Name, boolean>>;
};

const asked: { name: Name; label: string; hint: string; variable: string }[] = [
  {
    name: "noticeMinutes",
    label: "Scheduled: announced at least this many minutes ahead",
    hint: "1440 is a day. What is announced later is maintenance at short notice, and its minutes count as unplanned.",
    variable: "MAINTENANCE_NOTICE_MINUTES",
  },
  {
    name: "shortNoticeMinutes",
    label: "At short notice: at least this many minutes ahead",
    hint: "What is announced later than this is no maintenance: it is told as an outage, or as a notice.",
    variable: "MAINTENANCE_SHORT_NOTICE_MINUTES",
  },
  {
    name: "graceMinutes",
    label: "Minutes past the end until unconfirmed work becomes an incident",
    hint: "Until then the page says that it is running late.",
    variable: "MAINTENANCE_GRACE_MINUTES",
  },
];

/** When work counts as planned; what the environment sets can only be changed there. */
export function MaintenanceSettingsForm({ action, path, values, fromEnvironment }: Props) {
  return (
    <section aria-labelledby="maintenance-settings" className="mt-16 border-rule border-t pt-8">
      <h2 id="maintenance-settings" className="mb-1 font-semibold text-latest">
        When work counts as planned
      </h2>
      <p className="mb-6 text-muted">It holds for what is announced from now on. What was announced keeps its own.</p>
      <StaffForm action={action} path={path}>
        {asked.map(({ name, label, hint, variable }) =>
          fromEnvironment[name] ? (
            <div key={name}>
              <p className="font-semibold">{label}</p>
              <p>{minutesInWords(values[name])}</p>
              <p className="text-fact text-muted">Set by {variable} where Candor runs; change it there.</p>
            </div>
          ) : (
            <TextField
              key={name}
              name={name}
              label={label}
              hint={hint}
              initial={String(values[name])}
              inputMode="numeric"
            />
          ),
        )}
        {Object.values(fromEnvironment).every(Boolean) || <Submit weight="public">Set these minutes</Submit>}
      </StaffForm>
    </section>
  );
}
