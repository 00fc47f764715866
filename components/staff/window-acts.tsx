import Link from "next/link";
import { ButtonLink } from "./button";

/** What is done to work that is to come, each on a page of its own that says what it does. */
export function UpcomingActs({ path }: { path: string }) {
  return (
    <div className="flex flex-wrap gap-2">
      <ButtonLink href={`${path}/change`}>Reschedule, shorten or change it</ButtonLink>
      <ButtonLink href={`${path}/cancel`} weight="danger">
        Cancel it
      </ButtonLink>
    </div>
  );
}

/** What running work needs seldom. */
export function SeldomActs({ path }: { path: string }) {
  return (
    <nav aria-label="Seldom needed" className="mt-16 border-rule border-t pt-4 text-fact">
      <Link href={`${path}/change`} prefetch={false} className="inline-flex min-h-11 items-center">
        Change words, effects or the end
      </Link>
    </nav>
  );
}
