import type { IncidentStatus } from "@/domain/status";

/** What "nothing new" says; it never claims more than is known. */
export const nothingNewWords: Record<IncidentStatus, string> = {
  investigating: "Nothing new yet: we are still looking for the cause.",
  identified: "Nothing new yet: we know the cause and are still working on it.",
  monitoring: "Nothing new: we are still watching.",
  resolved: "Nothing new.",
};
