import type { Instant } from "@/domain/facts";
import { refuseMissingComponents, refuseUnplanned, refuseWrongTimes } from "./plan-problems";
import { InvalidInput } from "./refusal";
import type { Found, FullPlan } from "./window-writing";

/** Throws what keeps an announced window from being changed to that plan now. */
export function refuseProblemsOfChange(found: Found, plan: FullPlan, at: Instant): void {
  const { facts, window, plan: before } = found;
  refuseWrongTimes(plan);
  refuseMovedStart(found, plan, at);
  if (plan.endAt !== before.endAt && plan.endAt <= at) {
    const sentence =
      found.began === null
        ? "This end has passed. Give a later one."
        : "This end has passed. Give a later one, or say that everything is back.";
    throw new InvalidInput({ endAt: sentence });
  }
  const kept = new Set(before.components.map(({ componentId }) => componentId));
  const added = plan.components.filter(({ componentId }) => !kept.has(componentId));
  refuseMissingComponents(facts, { components: added });
  refuseUnplanned(facts, plan, at, window);
}

function refuseMovedStart({ facts, plan: before, began }: Found, plan: FullPlan, at: Instant): void {
  if (plan.startAt === before.startAt) return;
  if (began !== null)
    throw new InvalidInput({ startAt: "This work has begun, so its start stays. Its end can still be changed." });
  const isNewTime = plan.startAt < before.startAt || plan.startAt >= before.endAt;
  const { shortNoticeMinutes } = facts.settings;
  if (isNewTime && plan.startAt - at < shortNoticeMinutes * 60_000) {
    const sentence = `This is less than ${shortNoticeMinutes} minutes ahead, too late to call it planned. Choose a later start; for what must be done now, open an incident and take the component offline on purpose.`;
    throw new InvalidInput({ startAt: sentence });
  }
}
