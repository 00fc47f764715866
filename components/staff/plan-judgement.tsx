import { Sign } from "@/components/signs";
import type { Facts, Id, Instant, Maintenance } from "@/domain/facts";
import { type Judgement, judgePlan, longestWindowMs } from "@/domain/plan";
import { isTimeZone } from "@/domain/zone";
import { endOfPlan, type PlanFields, planOf, startOfPlan, withoutEffect } from "./plan-fields";
import { WaysOn } from "./plan-ways";
import { missingLine, type Verdict, verdictOf } from "./plan-words";

type Props = {
  id: string;
  facts: Facts;
  fields: PlanFields;
  now: Instant;
  window: Maintenance | null;
  set: (change: Partial<PlanFields>) => void;
};

/** What the plan will be called and why, and what is honest instead where it can't be called planned. */
export function PlanJudgement(props: Props) {
  const { id, facts, fields, now, window } = props;
  const plan = planOf(fields);
  const judgement = plan && judgePlan(facts, plan, now, window);
  const verdict = plan && judgement && verdictOf({ ...said(facts, now), judgement, plan, changes: window !== null });
  return (
    <section aria-labelledby={`${id}-judgement`} className={tones[judgement?.called ?? "unknown"]}>
      <h2 id={`${id}-judgement`} className="text-fact">
        What customers will call it
      </h2>
      <div role="status" className="mt-1 grid gap-2">
        {verdict && judgement ? (
          <Told verdict={verdict} called={judgement.called} />
        ) : (
          <p>{missingLine(missingIn(fields))}</p>
        )}
      </div>
      {plan && judgement && <WaysOn {...props} plan={plan} judgement={judgement} />}
    </section>
  );
}

const tones = {
  unknown: "rounded-md border border-edge border-dashed p-4",
  scheduled: "rounded-xl bg-work p-4 text-on-work",
  short_notice: "rounded-xl bg-work p-4 text-on-work",
  not_planned: "border-danger border-l-4 bg-sunk p-4",
};

function said(facts: Facts, now: Instant) {
  const names = new Map(facts.components.map(({ id, name }) => [id, name]));
  return {
    settings: facts.settings,
    page: { timeZone: facts.page.timeZone, at: now },
    nameOf: (id: Id) => names.get(id) ?? "a component",
  };
}

function missingIn(fields: PlanFields) {
  const [start, end] = [startOfPlan(fields).at, endOfPlan(fields).at];
  return {
    components: fields.components.length === 0,
    effects: withoutEffect(fields).length > 0,
    times: start === null || end === null,
    order: start !== null && end !== null && end <= start,
    tooLong: start !== null && end !== null && end - start > longestWindowMs,
    zone: !isTimeZone(fields.timeZone),
    clock: startOfPlan(fields).unclear !== null || endOfPlan(fields).unclear !== null,
  };
}

function Told({ verdict, called }: { verdict: Verdict; called: Judgement["called"] }) {
  const planned = called !== "not_planned";
  return (
    <>
      <p className="flex items-center gap-2 font-semibold text-latest">
        <Sign name={planned ? "calendar" : "octagon-hollow"} className="size-5 shrink-0" />
        {verdict.title}
      </p>
      {verdict.lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </>
  );
}
