import type { ReactNode } from "react";
import { Sign } from "@/components/signs";
import type { Facts, Id, Instant, Maintenance } from "@/domain/facts";
import { type Judgement, judgePlan, type Plan } from "@/domain/plan";
import { workBeganAt } from "@/domain/window";
import { clock } from "@/messages/clock";
import { ButtonLink, buttonClass } from "./button";
import { inputClass } from "./fields";
import { endOfPlan, movedPlan, type PlanFields, planOf, startOfPlan, withoutEffect } from "./plan-fields";
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

type WaysProps = Props & { plan: Plan; judgement: Judgement };

/** The honest ways on, each one press from here; what was typed goes along. */
function WaysOn(props: WaysProps) {
  const { judgement, window } = props;
  const { called, because } = judgement;
  if (called === "scheduled") return null;
  return (
    <div className="mt-4 grid justify-items-start gap-3">
      {because !== "open_incident" && <Moves {...props} />}
      {because === "open_incident" && <OpenIncidents {...props} />}
      {because === "too_late" && window === null && <Instead {...props} />}
    </div>
  );
}

function Moves({ facts, fields, plan, judgement, window, now, set }: WaysProps) {
  if (window && workBeganAt(window, now) !== null) return null;
  const ways = [
    judgement.called === "not_planned" && { to: judgement.earliestStart, what: "" },
    { to: judgement.earliestScheduled, what: ", and call it scheduled" },
  ].filter((way) => way !== false);
  return ways.map(({ to, what }) => {
    const moved = movedPlan(fields, plan, to);
    const at = clock(startOfPlan(moved).at ?? to, facts.page.timeZone, now);
    return (
      <MoveButton key={what} moved={moved} onMove={set}>
        Move the start to {at}
        {what}
      </MoveButton>
    );
  });
}

type MoveProps = { moved: PlanFields; onMove: (moved: PlanFields) => void; children: ReactNode };

/** Without JavaScript the form comes back with the moved times. */
function MoveButton({ moved, onMove, children }: MoveProps) {
  return (
    <button
      type="submit"
      name="intent"
      value={`move ${moved.startAt} ${moved.endAt}`}
      onClick={(event) => {
        event.preventDefault();
        onMove(moved);
      }}
      className={buttonClass("quiet", "text-ink !text-left")}
    >
      {children}
    </button>
  );
}

function OpenIncidents({ judgement, plan }: WaysProps) {
  const down = new Set(plan.components.filter(({ effect }) => effect === "down").map(({ componentId }) => componentId));
  return judgement.incidents.map(({ id, name, componentIds }) => (
    <ButtonLink
      key={id}
      href={offlineLink(
        id,
        componentIds.filter((each) => down.has(each)),
      )}
      weight="lead"
    >
      Say it on “{name}”
    </ButtonLink>
  ));
}

const mostInLink = 20;

/** The incident's composer, with the components that will be down already chosen as taken offline. */
export function offlineLink(incidentId: Id, componentIds: readonly Id[]): string {
  const query = componentIds.slice(0, mostInLink).map((id) => `offline=${id}`);
  return `/staff/incidents/${incidentId}${query.length > 0 ? `?${query.join("&")}` : ""}`;
}

function Instead({ id, fields, plan, judgement, set }: WaysProps) {
  const offline = plan.components.some(({ effect }) => effect === "down");
  return (
    <>
      {offline && (
        <div className="w-full">
          <label htmlFor={`${id}-reason`} className="mb-1.5 block font-medium">
            Why? It ends the sentence “We have taken it offline ourselves …”
          </label>
          <input
            id={`${id}-reason`}
            name="reason"
            value={fields.reason}
            placeholder="to repair its database"
            autoComplete="off"
            onChange={(event) => set({ reason: event.target.value })}
            className={inputClass}
          />
        </div>
      )}
      <button type="submit" name="intent" value="instead" className={buttonClass("danger")}>
        {judgement.instead === "notice" ? "Publish a notice now" : "Open an incident now"}
      </button>
    </>
  );
}
