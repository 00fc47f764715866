import { useDeferredValue } from "react";
import type { Facts, Instant, Maintenance } from "@/domain/facts";
import { judgePlan } from "@/domain/plan";
import { draftId, factsWithPlan, factsWithWork } from "./plan-facts";
import { type PlanFields, planOf } from "./plan-fields";
import { PlanPreview } from "./plan-preview";
import { Preview } from "./preview";
import { PreviewButton } from "./preview-button";

type Props = { facts: Facts; fields: PlanFields; now: Instant; window: Maintenance | null };

/** What customers will see: the work as it is announced, or the incident that it is instead. */
export function PlanAside(props: Props) {
  const fields = useDeferredValue(props.fields);
  return (
    <div className="grid min-w-0 content-start gap-8 lg:sticky lg:top-6 lg:row-span-2 lg:self-start">
      <Shown {...props} fields={fields} />
      <PreviewButton />
    </div>
  );
}

function Shown({ facts, fields, now, window }: Props) {
  const plan = planOf(fields);
  if (!plan) return <p className="text-muted">Here it shows how customers will see it.</p>;
  const { called, because, instead } = judgePlan(facts, plan, now, window);
  if (called !== "not_planned") {
    const drafted = factsWithPlan(facts, fields, plan, now, window);
    return <PlanPreview facts={drafted} windowId={window?.id ?? draftId} startAt={plan.startAt} now={now} />;
  }
  if (because === "open_incident" || instead !== "incident" || window) return null;
  return <Preview facts={factsWithWork(facts, fields, now)} incidentId={draftId} now={now} />;
}
