import type { V2Incident } from "@/messages/v2/incident";
import type { V2Maintenance } from "@/messages/v2/window";

export const site = { pageId: "ac9k2m4p7q1x", url: "https://status.example.com" };

/** What may be read of a document of the API v2; none has all of it. */
export type V2Read = {
  page: Record<string, string>;
  components: Record<string, unknown>[];
  incidents: V2Incident[];
  scheduled_maintenances: V2Maintenance[];
  status: { indicator: string; description: string };
};
