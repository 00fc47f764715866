import type { ReactNode } from "react";
import type { Facts, Id, Instant, Maintenance } from "@/domain/facts";
import type { Judgement, Plan } from "@/domain/plan";
import { workBeganAt } from "@/domain/window";
import { dayOf, isToday, shortClock, zoneName } from "@/messages/clock";
import { ButtonLink, buttonClass } from "./button";
import { inputClass } from "./fields";
import { movedPlan, type PlanFields, startOfPlan } from "./plan-fields";

type WaysProps = {
  id: string;
  facts: Facts;
  fields: PlanFields;
  now: Instant;
  window: Maintenance | null;
  set: (change: Partial<PlanFields>) => void;
  plan: Plan;
  judgement: Judgement;
};

/** The honest ways on, each one press from here; what was typed goes along. */
export function WaysOn(props: WaysProps) {
  const { judgement, window, plan, now } = props;
  const { called, because } = judgement;
  if (called === "scheduled") return null;
  if (window === null && plan.endAt <= now) return <RecordInstead />;
  return (
    <div className="mt-4 grid justify-items-start gap-3">
      {because !== "open_incident" && <Moves {...props} />}
      {because === "open_incident" && <OpenIncidents {...props} />}
      {because === "too_late" && window === null && judgement.instead !== "incident_at_start" && <Instead {...props} />}
      {judgement.instead === "incident_at_start" && because === "too_late" && (
        <ButtonLink href="/staff/notices/new">Say in a notice what is coming</ButtonLink>
      )}
    </div>
  );
}

/** Work that is over is no plan, and nothing that customers must know now. */
function RecordInstead() {
  return (
    <p className="mt-4">
      It is over already. <ButtonLink href="/staff/maintenance/past">Record work that is over</ButtonLink>
    </p>
  );
}

function Moves({ fields, plan, judgement, window, now, set }: WaysProps) {
  if (window && workBeganAt(window, now) !== null) return null;
  const ways = [
    judgement.called === "not_planned" && { to: judgement.earliestStart, what: "" },
    { to: judgement.earliestScheduled, what: ", and call it scheduled" },
  ].filter((way) => way !== false);
  return ways.map(({ to, what }) => {
    const moved = movedPlan(fields, plan, to);
    const at = momentIn(fields.timeZone, startOfPlan(moved).at ?? to, now);
    return (
      <MoveButton key={what} moved={moved} onMove={set}>
        Move the start to {at}
        {what}
      </MoveButton>
    );
  });
}

/** "8:45pm EST", with its day where that is not today. */
function momentIn(zone: string, at: Instant, now: Instant): string {
  const moment = { timeZone: zone, at: now };
  const time = `${shortClock(at, zone)} ${zoneName(at, zone)}`;
  return isToday(at, moment) ? time : `${dayOf(at, moment)}, ${time}`;
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
      className={buttonClass("quiet", "!py-2 !text-left text-ink")}
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

function Instead({ id, fields, now, plan, judgement, set }: WaysProps) {
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
        {judgement.instead === "incident" && "Open an incident now"}
        {judgement.instead === "notice" && `Publish a notice ${plan.startAt > now ? "for then" : "now"}`}
      </button>
    </>
  );
}
