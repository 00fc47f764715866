import type { IncidentStatus } from "@/domain/status";

/** What staff post at a moment of the case, written for customers. */
export type Post = {
  status: IncidentStatus;
  body: string;
  effect?: string;
  scope?: string;
  /** Minutes until the next promised update. */
  nextInMinutes?: number;
  /** Why something is taken offline on purpose. */
  reason?: string;
};

export const harvestIncidentName = "Harvest and Forecast are not available";

/** Keyed by the time of the fact that each post tells. */
export const harvestPosts: Record<string, Post> = {
  "2016-07-26T14:36:00Z": {
    status: "investigating",
    body: "A database server of Harvest crashed, and its standby has taken over. You may have seen errors for a moment. We are finding out why it crashed.",
    effect: "You may see errors in Harvest and Forecast",
    scope: "some customers",
    nextInMinutes: 20,
  },
  "2016-07-26T14:50:00Z": {
    status: "investigating",
    body: "The standby has crashed in the same way. Harvest and Forecast are down for everyone. We are restarting the standby.",
    effect: "You can't sign in to Harvest or Forecast",
    scope: "everyone",
    nextInMinutes: 15,
  },
  "2016-07-26T14:54:00Z": {
    status: "investigating",
    body: "The standby is running again, and so are Harvest and Forecast. We don't know the cause yet, so it may fail again.",
    effect: "",
    nextInMinutes: 20,
  },
  "2016-07-26T14:59:00Z": {
    status: "investigating",
    body: "It has crashed again. Harvest and Forecast are down for everyone.",
    effect: "You can't sign in to Harvest or Forecast",
    scope: "everyone",
    nextInMinutes: 20,
  },
  "2016-07-26T15:15:00Z": {
    status: "identified",
    body: "We have taken Harvest and Forecast offline ourselves. The database software crashes again and again; with nobody using it we can find out why, and bring both back on a second standby without risking your data. **This is not planned maintenance.**",
    effect: "You can't sign in to Harvest or Forecast",
    scope: "everyone",
    reason: "to find out why the database servers crash, and to bring both back safely",
    nextInMinutes: 60,
  },
  "2016-07-26T16:38:00Z": {
    status: "monitoring",
    body: "Harvest and Forecast are available again for everyone, on new database hardware. No data was at risk at any time. We are watching every aspect of their health.",
    effect: "",
    nextInMinutes: 120,
  },
  "2016-07-26T18:00:00Z": {
    status: "resolved",
    body: "Both products have been healthy for more than an hour. The change that set off the crashes has been taken out.",
  },
};
