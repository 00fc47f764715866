import type { Instant } from "@/domain/facts";
import { clock, type Moment } from "@/messages/clock";

type Props = {
  trouble: { since: Instant; because: string } | null;
  /** Posts that wait to be filed. */
  waiting: number;
  unreadable: number;
  page: Moment;
};

/** What works while the database is away, and what doesn't; nothing where all is well. */
export function DatabaseLine({ trouble, waiting, unreadable, page }: Props) {
  if (!trouble && waiting === 0 && unreadable === 0) return null;
  return (
    <section aria-label="Database" className="mb-8 grid gap-1 border-warn border-l-4 bg-sunk p-4">
      {trouble ? (
        <>
          <p className="font-semibold">
            The database is away since {clock(trouble.since, page.timeZone, page.at)}. You can go on posting.
          </p>
          <p>
            Opening incidents, posting and resolving work as always: customers see it at once, and it is filed when the
            database is back. Settings, components and planning have to wait.
          </p>
          {trouble.because && <p className="text-fact text-muted wrap-anywhere">What it says: {trouble.because}</p>}
        </>
      ) : null}
      {waiting > 0 && (
        <p>
          {waiting === 1 ? "One post waits" : `${waiting} posts wait`} to be filed
          {trouble ? "." : "; this goes on by itself."}
        </p>
      )}
      {unreadable > 0 && (
        <p>
          {unreadable === 1 ? "One post" : `${unreadable} posts`} in the journal can’t be read, and lie beside the
          others in DATA_DIR/journal.
        </p>
      )}
    </section>
  );
}
