import type { ReactElement } from "react";
import type { ComponentStatus, PageLabel } from "@/domain/status";

/** Signs differ by shape first: they must be told apart without any colour. */
export type SignName =
  | "clear"
  | "quiet"
  | "unknown"
  | "calendar"
  | "octagon"
  | "octagon-half"
  | "octagon-hollow"
  | "octagon-open";

const octagon = "M7.6 1.5h8.8l6.1 6.1v8.8l-6.1 6.1H7.6l-6.1-6.1V7.6z";
const hollow = { fill: "none", stroke: "currentColor", strokeWidth: 2, strokeLinejoin: "round" } as const;

const shapes: Record<SignName, ReactElement> = {
  clear: (
    <g {...hollow} strokeLinecap="round">
      <circle cx="12" cy="12" r="10.4" />
      <path d="m7.4 12.4 3.2 3.2 6-6.6" />
    </g>
  ),
  quiet: (
    <g {...hollow}>
      <circle cx="12" cy="12" r="10.4" />
      <path d="M7 12h.01M12 12h.01M17 12h.01" strokeLinecap="round" strokeWidth="2.6" />
    </g>
  ),
  unknown: (
    <g {...hollow} strokeLinecap="round">
      <circle cx="12" cy="12" r="10.4" strokeDasharray="3.2 3.33" />
      <path d="M9.3 9.4a2.8 2.8 0 1 1 4.3 2.4c-1 .65-1.6 1.2-1.6 2.2M12 17.3h.01" />
    </g>
  ),
  calendar: (
    <g {...hollow} strokeLinecap="round">
      <rect x="2" y="4" width="20" height="18" rx="3" />
      <path d="M2 9.6h20M7.5 1.5v4.4M16.5 1.5v4.4" />
      <path d="M7 14h3M7 18h3M14 14h3" />
    </g>
  ),
  octagon: <path d={`${octagon}M6 10.4v3.2h12v-3.2z`} fill="currentColor" fillRule="evenodd" />,
  "octagon-half": (
    <g>
      <path d={octagon} {...hollow} />
      <path d="M1.5 12.6h21v3.8l-6.1 6.1H7.6l-6.1-6.1z" fill="currentColor" />
    </g>
  ),
  "octagon-hollow": (
    <g {...hollow}>
      <path d={octagon} />
      <path d="M7 12h10" strokeWidth="2.6" strokeLinecap="round" />
    </g>
  ),
  "octagon-open": (
    <g {...hollow}>
      <path d={octagon} strokeDasharray="4.4 2.6" />
      <path d="M7 12h10" strokeLinecap="round" />
    </g>
  ),
};

export function Sign({ name, className }: { name: SignName; className?: string }) {
  return (
    <svg viewBox="0 0 24 24" className={className} aria-hidden="true" focusable="false">
      {shapes[name]}
    </svg>
  );
}

export const signOfLabel: Record<PageLabel, SignName> = {
  outage: "octagon",
  partial_outage: "octagon-half",
  degraded: "octagon-hollow",
  unannounced_work: "octagon-hollow",
  unstable: "octagon-open",
  recovered: "octagon-open",
  running_late: "calendar",
  maintenance_short_notice: "calendar",
  maintenance: "calendar",
};

export const signOfStatus: Record<ComponentStatus, SignName> = {
  operational: "clear",
  under_maintenance: "calendar",
  degraded_performance: "octagon-hollow",
  partial_outage: "octagon-half",
  major_outage: "octagon",
};
