import type { Facts, Maintenance } from "@/domain/facts";
import type { PublicPage } from "@/domain/public-page";
import { announcement, day, hour, incident, maintenance, minute, update } from "../domain/facts";
import { at, many, page } from "./public-story";

const morning = at("15:00");

/** Two hours of work, so many days from the story's; announced a day and an hour before. */
function work(days: number, name: string, over: Partial<Maintenance> = {}, effect: "none" | "slow" | "down" = "down") {
  const startAt = Math.round(morning + days * day);
  const plan = announcement(Math.min(startAt, morning - day) - 25 * hour, startAt, startAt + 2 * hour, {
    harvest: effect,
  });
  return maintenance([plan], {
    id: `work${Math.round((days + 100) * 1e6)}`,
    name,
    message: "",
    ...over,
  });
}

const ended = (days: number) => ({ actualEnd: morning + days * day + 2 * hour });

/** Announced five days ahead, and moved to ten minutes before it began. */
function rushed(effect: "none" | "down", over: Partial<Maintenance> = {}): Maintenance {
  const plans = [
    announcement(morning - 3 * day, morning + 2 * day, morning + 2 * day + 2 * hour, { harvest: effect }),
    announcement(morning - 10 * minute, morning, morning + 2 * hour, { harvest: effect }),
  ];
  return maintenance(plans, { id: "rushed000000", name: "Quick repair", message: "We change a disk.", ...over });
}

const past: Partial<Facts> = {
  maintenances: [
    work(-1, "All well", ended(-1)),
    work(-2, "By itself", { ...ended(-2), endedAutomatically: true }),
    work(-3, "Not well", ended(-3)),
    work(-4, "Called off", { cancelled: { at: morning - 5 * day, reason: "The servers come later." } }),
    work(-5, "Overran", { actualEnd: morning - 5 * day + 160 * minute }),
    work(-6, "Went wrong", { incidentAt: morning - 6 * day + 3 * hour }),
    maintenance(
      [{ ...announcement(morning - day, morning - 7 * day, morning - 7 * day + hour, { harvest: "slow" }) }],
      {
        id: "afterwards00",
        name: "Told later",
        imported: true,
        actualStart: morning - 7 * day,
        actualEnd: morning - 7 * day + hour,
      },
    ),
    rushed("down", { actualEnd: morning + hour }),
  ],
  incidents: [
    incident(
      [
        update(morning - 3 * day + hour, "investigating", { harvest: "partial_outage" }),
        update(morning - 3 * day + 3 * hour, "resolved", { harvest: "operational" }),
      ],
      { id: "beside000000", name: "Errors in Harvest" },
    ),
    incident(
      [
        update(morning - 6 * day + 3 * hour, "identified", { harvest: "major_outage" }),
        update(morning - 6 * day + 5 * hour, "resolved", { harvest: "operational" }),
      ],
      {
        id: "overran00000",
        name: "Went wrong: not finished in time",
        maintenanceId: "work94000000",
      },
    ),
  ],
};

/** Every Tuesday night, and a thousand other pieces of work. */
const toCome: Maintenance[] = [
  ...[1, 8, 15, 22].map((days) => work(days + 0.5, "Weekly restart", { seriesId: "weekly000000" }, "slow")),
  ...Array.from({ length: 1000 }, (_, index) => work(2 + index / 4, `Work on rack ${index + 1}`)),
];

/** The status page with windows that it must tell honestly, each named for what it shows. */
export const windowPages: Record<string, PublicPage> = {
  "windows-past": page(past, at("18:30")),
  "windows-to-come": page({ maintenances: toCome }, at("14:00")),
  "window-unannounced": page({ maintenances: [rushed("down")] }, at("15:30")),
  "window-unannounced-quiet": page({ maintenances: [rushed("none")] }, at("15:30")),
  "window-unannounced-ahead": page({ maintenances: [rushed("down")] }, at("14:55")),
  "window-moved": page(
    {
      maintenances: [
        maintenance(
          [
            announcement(morning - 5 * day, morning + day, morning + day + 2 * hour, { harvest: "down" }),
            announcement(morning - day, morning + 3 * day, morning + 3 * day + 2 * hour, { harvest: "down" }),
          ],
          { id: "moved0000000", name: "Move of racks" },
        ),
      ],
    },
    at("14:00"),
  ),
  "window-checking": page(
    {
      maintenances: [
        maintenance([announcement(morning - 3 * day, morning, morning + 2 * hour, { harvest: "down" })], {
          id: "checking0000",
          name: "Database upgrade",
          updates: [
            {
              id: "checked",
              status: "verifying",
              body: "We are checking.",
              happenedAt: at("16:30"),
              postedAt: at("16:30"),
            },
          ],
        }),
      ],
    },
    at("16:40"),
  ),
  "incident-from-window": page(
    {
      maintenances: [work(0, "Database upgrade", { incidentAt: at("17:30") })],
      incidents: [
        incident([update(at("17:30"), "identified", { harvest: "major_outage" }, { effect: "Harvest is down" })], {
          id: "overran00000",
          name: "Database upgrade: not finished in time",
          maintenanceId: "work100000000",
        }),
      ],
    },
    at("17:40"),
  ),
  "windows-at-once": page(
    {
      maintenances: Array.from({ length: 1000 }, (_, index) => work((index * 1000) / day, `Work on rack ${index + 1}`)),
    },
    at("16:00"),
  ),
  "window-over-everything": page(
    {
      ...many,
      maintenances: [
        maintenance(
          [
            announcement(
              morning - 3 * day,
              morning,
              morning + 2 * hour,
              Object.fromEntries((many.components ?? []).map(({ id }) => [id, "slow" as const])),
            ),
          ],
          {
            id: "everything00",
            name: "Everything is slow",
            updates: Array.from({ length: 1000 }, (_, index) => {
              const happenedAt = morning + index * 1000;
              return {
                id: `u${index}`,
                status: "in_progress" as const,
                body: `Shard ${index + 1}`,
                happenedAt,
                postedAt: happenedAt,
              };
            }),
          },
        ),
      ],
    },
    at("16:00"),
  ),
};
