import type { Facts, Instant, Notice } from "@/domain/facts";
import { derivePage } from "@/domain/page";
import type { ExpectedEffect } from "@/domain/status";
import { announcement, component, day, facts, incident, maintenance, offline, update } from "../domain/facts";

export const at = (clock: string): Instant => Date.parse(`2016-07-26T${clock}:00Z`);
const both = (status: "operational" | "degraded_performance" | "partial_outage" | "major_outage") => ({
  harvest: status,
  forecast: status,
});

const base: Partial<Facts> = {
  page: {
    name: "Harvest",
    timeZone: "America/New_York",
    supportLink: "mailto:support@getharvest.com",
    accentColor: null,
    logo: null,
    setUpAt: at("14:00") - 30 * day,
  },
  groups: [{ id: "platform", name: "Platform", position: 0 }],
  components: [
    component("harvest", { description: "Time tracking, invoices and reports" }),
    component("forecast", { position: 1, description: "Planning" }),
    component("api", { position: 2, name: "API", groupId: "platform" }),
    component("mail", { position: 3, name: "E-mail and invoices by e-mail", groupId: "platform" }),
    component("apps", { position: 4, name: "Mobile apps", groupId: "platform" }),
  ],
};

export const alerted = update(at("14:36"), "investigating", both("degraded_performance"), {
  body: "Some of you may see errors in Harvest and Forecast. We are looking into why, and will say more within half an hour.",
  effect: "You may see errors in Harvest and Forecast",
  scope: "some customers",
  nextUpdateBy: at("15:10"),
});
export const down = update(at("14:50"), "investigating", both("major_outage"), {
  body: "Harvest and Forecast are offline for everyone. Both of our database servers have crashed, one after the other.\n\nYour data is safe: there are several layers of backups.",
  effect: "You can’t reach Harvest or Forecast",
  scope: "everyone",
  nextUpdateBy: at("15:20"),
  edits: [
    {
      at: at("15:02"),
      bodyBefore: "Harvest and Forecast are offline for everyone.",
      effectBefore: "You can’t sign in",
      scopeBefore: "everyone",
    },
  ],
});
export const backShortly = update(at("14:54"), "identified", both("operational"), {
  body: "We restarted the standby and both products answer again. We don’t trust it yet.",
  postedAt: at("15:01"),
});
export const downAgain = update(at("14:59"), "identified", both("major_outage"), {
  body: "It happened again: the standby crashed for the same reason. Harvest and Forecast are offline.",
});
export const tookOffline = update(
  at("15:15"),
  "identified",
  {},
  {
    body: "The database servers keep crashing, so we have taken both products offline ourselves. That gives us the calm to find the cause, and to bring everything back in order.\n\n- Your data is safe.\n- Timers that were running keep their start time.\n- We are bringing a [second standby](https://example.com/standby) into production.",
    effect: "You can’t reach Harvest or Forecast",
    nextUpdateBy: at("16:15"),
  },
);
export const backUp = update(at("16:38"), "monitoring", both("operational"), {
  body: "Harvest and Forecast are available again for everyone. We are watching every aspect of their health.",
});
export const over = update(
  at("18:00"),
  "resolved",
  {},
  { body: "It has been quiet for more than an hour. This is over. Thank you for your patience." },
);

export const crash = (updates: ReturnType<typeof update>[], to: Instant | null = null, withOffline = true) =>
  incident(updates, {
    id: "crash0000000",
    name: "Database servers crash",
    offline: withOffline
      ? [
          offline("harvest", at("15:15"), to, "to find out why our databases crash"),
          offline("forecast", at("15:15"), to, "to find out why our databases crash"),
        ]
      : [],
  });

export const factsOf = (over: Partial<Facts>) => facts({ ...base, ...over });

export const page = (over: Partial<Facts>, now: Instant, factsAt?: Instant) =>
  derivePage(factsOf(over), now, factsAt === undefined ? {} : { factsAt });

export const past = [
  incident(
    [
      update(
        at("13:10") - 3 * day,
        "investigating",
        { mail: "degraded_performance" },
        { effect: "Invoices by e-mail arrive late" },
      ),
      update(at("15:40") - 3 * day, "resolved", { mail: "operational" }, { body: "All e-mail has been delivered." }),
    ],
    { id: "mail00000000", name: "E-mail is late" },
  ),
  incident([update(at("09:00") - 8 * day, "investigating", { api: "major_outage" }, { effect: "The API is down" })], {
    id: "mistake00000",
    name: "API does not answer",
    withdrawn: { at: at("09:20") - 8 * day, reason: "our own check was wrong, the API was fine" },
  }),
];

export const window = (announcedAt: Instant, effect: ExpectedEffect, startAt = at("15:00"), endAt = at("17:00")) =>
  maintenance(
    [announcement(announcedAt, startAt, endAt, { harvest: effect, api: effect === "none" ? "none" : "slow" })],
    {
      id: "upgrade00000",
      name: "Database upgrade",
      message:
        "We move Harvest to newer database servers. Running timers keep running; you can’t edit entries meanwhile.",
      updates: [
        {
          id: "wu1",
          status: "in_progress" as const,
          body: "The first half is done, all as planned.",
          happenedAt: at("15:50"),
          postedAt: at("15:50"),
        },
      ].filter(({ happenedAt }) => startAt < happenedAt),
    },
  );

export const notice: Notice = {
  id: "notice000000",
  title: "Sign-in with Google changes on 1 August",
  body: "You will be asked once to confirm your account. Nothing else changes.",
  fromAt: at("14:00") - 2 * day,
  untilAt: at("14:00") + 6 * day,
  postedAt: at("14:00") - 2 * day,
  withdrawnAt: null,
};

export const upcoming = maintenance(
  [
    announcement(at("14:00") - day, at("14:00") + 4 * day, at("17:00") + 4 * day, {
      harvest: "down",
      forecast: "partly",
    }),
  ],
  {
    id: "coming000000",
    name: "Move to a new data centre",
    message: "You can’t track time in the browser; the apps keep it for later.",
  },
);

export const many: Partial<Facts> = {
  groups: Array.from({ length: 20 }, (_, index) => ({ id: `g${index}`, name: `Region ${index + 1}`, position: index })),
  components: Array.from({ length: 1000 }, (_, index) =>
    component(`c${index}`, { name: `Shard ${index + 1}`, position: index, groupId: `g${index % 20}` }),
  ),
};
