import type { IncidentStatus } from "@/domain/status";

export const upgradeName = "Upgrade of our database software";
export const upgradeMessage =
  "We upgrade the software of our database servers, as we promised after the outage of 26 July.\n\n- Harvest can't be used meanwhile. Timers that are running keep running.\n- Forecast may be slow.";

/** What staff post on the work, keyed by the time of the fact that each post tells. */
export const upgradeWords: Record<string, string> = {
  "2016-08-07T09:40:00Z": "The first server is upgraded. All goes by the plan.",
  "2016-08-07T10:50:00Z":
    "The second server takes longer than we thought. We need until 7:45am, and are sorry to tell you so late.",
  "2016-08-07T11:15:00Z":
    "We are not finished, and Harvest is still down. One index has to be built anew before we can let you in again.",
};

export type IncidentWords = { status: IncidentStatus; body: string; effect: string; nextInMinutes?: number };

/** What they post on the incident that it becomes. */
export const overrunWords: Record<string, IncidentWords> = {
  "2016-08-07T11:40:00Z": {
    status: "identified",
    body: "The upgrade was not finished by 7am, and Harvest is still down. The index is two thirds built; Forecast is quick again. No data is at risk.",
    effect: "You can't use Harvest",
    nextInMinutes: 45,
  },
  "2016-08-07T12:20:00Z": {
    status: "monitoring",
    body: "Harvest is available again for everyone, on the new database software. We are watching it.",
    effect: "",
    nextInMinutes: 60,
  },
  "2016-08-07T13:00:00Z": {
    status: "resolved",
    body: "Both products have been healthy for 40 minutes. We are sorry that the work took an hour and twenty minutes longer than announced.",
    effect: "",
  },
};
