import Link from "next/link";
import type { Id, Instant } from "@/domain/facts";
import { dayIn } from "@/domain/zone";
import { clock, dateInWords, type Moment } from "@/messages/clock";
import { Submit } from "./button";
import { StaffForm } from "./form";
import { FormFold } from "./form-fold";
import type { FormAction } from "./form-state";

export type Upcoming = {
  occurrence: string;
  startAt: Instant;
  announceAt: Instant;
  skipped: boolean;
  maintenanceId: Id | null;
  cancelled: boolean;
};

type Props = {
  seriesId: Id;
  upcoming: readonly Upcoming[];
  page: Moment;
  action: FormAction;
  path: string;
  ended: boolean;
};

const shown = 12;

/** The dates to come: what is announced of them, and a way to leave one out. */
export function Occurrences({ seriesId, upcoming, page, action, path, ended }: Props) {
  if (upcoming.length === 0) return <p>{ended ? "Nothing of it is to come." : "All its dates are over."}</p>;
  return (
    <section aria-labelledby="occurrences" className="max-w-3xl">
      <h2 id="occurrences" className="mb-2 font-semibold">
        To come
      </h2>
      <ul className="border-rule border-t">
        {upcoming.slice(0, shown).map((each) => (
          <li
            key={each.occurrence}
            className="flex min-h-16 items-center justify-between gap-4 border-rule border-b py-2"
          >
            <Occurrence upcoming={each} page={page} />
            {each.maintenanceId === null && !each.skipped && (
              <StaffForm
                action={action}
                path={`${path}#skip-${each.occurrence}`}
                hidden={{ seriesId, occurrence: each.occurrence }}
                className="grid"
              >
                <Submit weight="quiet">
                  Skip<span className="sr-only"> {clock(each.startAt, page.timeZone, page.at)}</span>
                </Submit>
              </StaffForm>
            )}
          </li>
        ))}
      </ul>
      {upcoming.length > shown && <p className="mt-2 text-fact text-muted">And later ones.</p>}
    </section>
  );
}

function Occurrence({ upcoming, page }: { upcoming: Upcoming; page: Moment }) {
  const { startAt, skipped, maintenanceId, cancelled } = upcoming;
  const when = `${dateInWords(dayIn(page.timeZone, startAt), page)}, ${clock(startAt, page.timeZone, startAt)}`;
  return (
    <span className="min-w-0">
      {maintenanceId ? (
        <Link
          href={`/staff/maintenance/${maintenanceId}`}
          prefetch={false}
          className={cancelled ? "line-through" : undefined}
        >
          {when}
        </Link>
      ) : (
        <span className={skipped ? "line-through" : undefined}>{when}</span>
      )}
      <span className="block text-fact text-muted">{occurrenceState(upcoming, page)}</span>
    </span>
  );
}

function occurrenceState({ skipped, cancelled, maintenanceId, announceAt }: Upcoming, page: Moment): string {
  if (skipped) return "Skipped";
  if (maintenanceId) return cancelled ? "Cancelled" : "Announced";
  if (announceAt <= page.at) return "To be announced now";
  return `To be announced ${dateInWords(dayIn(page.timeZone, announceAt), page)}, ${clock(announceAt, page.timeZone, announceAt)}`;
}

/** No further date is announced; what is announced stays. */
export function EndSeries({ seriesId, action, path }: Pick<Props, "seriesId" | "action" | "path">) {
  return (
    <StaffForm
      action={action}
      path={`${path}#end`}
      hidden={{ seriesId }}
      className="mt-12 grid justify-items-start gap-3 border-rule border-t pt-8"
    >
      <p>Ending the series announces nothing more of it. What is announced stays, until you cancel it.</p>
      <FormFold summary="End the series">
        <Submit weight="danger">End it now</Submit>
      </FormFold>
    </StaffForm>
  );
}
