import { Sign } from "@/components/signs";
import type { Id, Instant } from "@/domain/facts";
import type { Moment } from "@/messages/clock";
import { ButtonLink } from "./button";
import { sinceWords } from "./since";

export type Unexplained = {
  component: { id: Id; name: string } | null;
  since: Instant;
  visitors: number;
  /** Where the outage is written. */
  path: string;
};

type Props = { alerts: readonly Unexplained[]; mutedUntil: Instant | null; moment: Moment };

/** What visitors see while nobody has posted anything, before anything else on the page. */
export function HoldingAlerts({ alerts, mutedUntil, moment }: Props) {
  if (alerts.length === 0) return mutedUntil === null ? null : <Muted until={mutedUntil} moment={moment} />;
  return (
    <section role="alert" className="mb-10 border-mark-outage border-y-4 py-6">
      <p className="flex items-start gap-3 text-answer">
        <Sign name="octagon" className="mt-1 size-8 shrink-0 text-mark-outage" />
        Visitors are seeing the holding page and nothing is posted
      </p>
      <ul className="mt-4 grid gap-4">
        {alerts.map((alert) => (
          <HoldingAlert key={alert.path} alert={alert} moment={moment} />
        ))}
      </ul>
    </section>
  );
}

function HoldingAlert({ alert, moment }: { alert: Unexplained; moment: Moment }) {
  const { component, since, visitors, path } = alert;
  const what = component?.name ?? "Your product";
  const began = sinceWords(since, moment.timeZone, moment.at);
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-8 gap-y-3 border-rule border-t pt-4">
      <p className="wrap-anywhere min-w-0">
        <strong>{what}</strong> can’t be reached since {began}, seen by {countOf(visitors)}.
      </p>
      <ButtonLink href={path} weight="lead">
        {component ? `Post an outage of ${component.name}` : "Post an outage"}
      </ButtonLink>
    </li>
  );
}

/** A proxy that keeps the page for others hides them from us. */
function countOf(visitors: number): string {
  return visitors === 1 ? "at least 1 visitor" : `at least ${visitors.toLocaleString("en")} visitors`;
}

function Muted({ until, moment }: { until: Instant; moment: Moment }) {
  return (
    <p className="mb-8 border-rule border-l-4 py-1 pl-4">
      Alerts about holding pages are muted until {sinceWords(until, moment.timeZone, moment.at)}.
    </p>
  );
}
