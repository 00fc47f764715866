import type { ComponentStatus } from "@/domain/status";
import { words } from "@/messages/words";

const label = (status: ComponentStatus) => words()(`componentStatus.${status}`);

export const statusOptions = [
  { value: "operational", label: label("operational") },
  { value: "degraded_performance", label: label("degraded_performance") },
  { value: "partial_outage", label: label("partial_outage") },
  { value: "major_outage", label: label("major_outage") },
  {
    value: "under_maintenance",
    label: "Being worked on",
    hint: "Outside an announced window the page calls it unannounced work, not maintenance.",
  },
];
