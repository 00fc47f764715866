import type { PublicDay } from "@/domain/public-page";
import type { ComponentStatus } from "@/domain/status";
import { listOf, words } from "@/messages/words";
import { Sign, signOfStatus } from "./signs";

const worstFirst = ["major_outage", "partial_outage", "degraded_performance", "under_maintenance"] as const;

const impacts = {
  major_outage: "critical",
  partial_outage: "major",
  degraded_performance: "minor",
  under_maintenance: "minor",
} as const satisfies Partial<Record<ComponentStatus, string>>;

/** Components that were unwell though no incident says so, worst first. */
export function DayTrouble({ trouble }: Pick<PublicDay, "trouble">) {
  const t = words();
  return worstFirst.map((status) => {
    const names = trouble.filter((component) => component.status === status).map(({ name }) => name);
    if (names.length === 0) return null;
    // Work that belongs to no window is not shown as planned.
    const planned = status === "under_maintenance";
    return (
      <li key={status} className="day-item" data-impact={impacts[status]}>
        <Sign name={signOfStatus[planned ? "degraded_performance" : status]} className="row-sign" />
        <div>
          <span>{listOf(names)}</span>
          <p className="fact">
            {`${t(`componentStatus.${planned ? "unannounced_work" : status}`)} · ${t("days.trouble", { count: names.length })}`}
          </p>
        </div>
      </li>
    );
  });
}
