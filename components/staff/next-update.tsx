import type { Instant } from "@/domain/facts";
import { shortClock, zoneName } from "@/messages/clock";
import { Choice, ChoiceSet } from "./choices";
import { type NextUpdateChoice, nextUpdateChoices } from "./composer-fields";
import { LocalTime } from "./local-time";

type Props = {
  id: string;
  zone: string;
  now: Instant;
  value: NextUpdateChoice;
  at: string;
  choices: readonly Instant[];
  error?: string | undefined;
  onChange: (choice: { next: NextUpdateChoice } | { nextAt: string; next: NextUpdateChoice }) => void;
};

const minute = 60_000;

function label(choice: NextUpdateChoice, zone: string, now: Instant) {
  if (choice === "time") return { first: "At a time", second: "you choose" };
  if (choice === "tomorrow") return { first: "Tomorrow", second: "9:00am" };
  if (choice === "none") return { first: "No promise", second: "not advised" };
  return { first: `${choice} min`, second: shortClock(now + Number(choice) * minute, zone) };
}

/** What customers are promised: when they hear from us next. */
export function NextUpdate({ id, zone, now, value, at, choices, error, onChange }: Props) {
  return (
    <ChoiceSet id={id} legend="Next update by" error={error}>
      <div className="grid grid-cols-3 gap-1.5">
        {nextUpdateChoices.map((choice) => {
          const { first, second } = label(choice, zone, now);
          return (
            <Choice
              key={choice}
              name="next"
              value={choice}
              checked={value === choice}
              onChange={() => onChange({ next: choice })}
              extra="flex-col !gap-0"
            >
              {first}
              <span className="font-normal text-fact text-muted">{second}</span>
            </Choice>
          );
        })}
      </div>
      <LocalTime
        id={`${id}-at`}
        name="nextAt"
        label={`Time of the next update (${zoneName(now, zone)})`}
        shown={value === "time"}
        value={at}
        zone={zone}
        choices={choices}
        onChange={(nextAt) => onChange({ nextAt, next: "time" })}
      />
    </ChoiceSet>
  );
}
