import type { Announcement, Facts, Instant, Maintenance, MaintenanceUpdate } from "@/domain/facts";
import type { PublicPage, PublicWindow } from "@/domain/public-page";
import { publicWindow } from "@/domain/public-window";
import type { ExpectedEffect, MaintenanceStatus } from "@/domain/status";
import { announcement, component, day, hour, incident, maintenance, minute, update } from "../domain/facts";
import { at, factsOf, page } from "./public-story";

/** A window of two hours from 11:00 in New York, and the page beside it. */
export type WindowScene = { window: PublicWindow; page: PublicPage };

const id = "upgrade00000";
const start = at("15:00");
const end = at("17:00");
const effects: Record<string, ExpectedEffect> = { harvest: "down", api: "slow" };
const said = {
  id,
  name: "Database upgrade",
  message:
    "We move Harvest to newer database servers.\n\n- Running timers keep running.\n- You can’t edit entries meanwhile.\n- The apps keep what you enter, and send it afterwards.",
};

type Times = { ahead?: number; from?: Instant; to?: Instant; over?: Partial<Announcement> };

function told({ ahead = 3 * day, from = start, to = end, over = {} }: Times = {}): Announcement {
  return announcement(start - ahead, from, to, effects, over);
}

function scene(window: Maintenance, now: Instant, over: Partial<Facts> = {}): WindowScene {
  const facts = { ...over, maintenances: [window] };
  const found = publicWindow(factsOf(facts), window.id, now);
  if (!found) throw new Error("There is no such window");
  return { window: found, page: page(facts, now) };
}

const plain = (over: Partial<Maintenance> = {}, announcements = [told()]) =>
  maintenance(announcements, { ...said, ...over });

function post(clock: string, status: MaintenanceStatus, body: string): MaintenanceUpdate {
  return { id: `post-${clock}`, status, body, happenedAt: at(clock), postedAt: at(clock) };
}

const half = post("15:50", "in_progress", "The first half is done, all as planned.");
const checked = post("16:40", "verifying", "The new servers are in place. We are making sure that everything works.");
const back = post(
  "16:52",
  "completed",
  "Everything is back, a little faster than before. Thank you for your patience.",
);

const crash = (over: Partial<Parameters<typeof incident>[1]> = {}) =>
  incident(
    [
      update(
        at("17:30"),
        "identified",
        { harvest: "major_outage" },
        { effect: "You can’t reach Harvest", body: "The upgrade is not finished, and Harvest is still down." },
      ),
    ],
    { id: "crash0000000", name: "Database upgrade: not finished in time", maintenanceId: id, ...over },
  );

const longWord = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz-Synchronisationsdienst-eu-central-1";

/** One for each state that a window's page can show, named for it. */
export const windowScenes: Record<string, WindowScene> = {
  scheduled: scene(plain(), start - 2 * day),
  "short-notice": scene(plain({}, [told({ ahead: 3 * hour })]), start - hour),
  moved: scene(
    plain({}, [told({ ahead: 6 * day }), told({ from: start + day, to: end + day + hour })]),
    start - 2 * day,
  ),
  running: scene(plain({ updates: [half] }), at("16:20")),
  "running-short": scene(plain({}, [told({ ahead: 3 * hour })]), at("15:30")),
  extended: scene(
    plain({ updates: [half] }, [told(), { ...told({ to: at("18:00") }), announcedAt: at("15:45") }]),
    at("16:20"),
  ),
  "extended-running": scene(
    plain({ updates: [half] }, [told(), { ...told({ to: at("18:00") }), announcedAt: at("15:45") }]),
    at("17:20"),
  ),
  "extended-late": scene(plain({}, [told(), { ...told({ to: at("18:00") }), announcedAt: at("16:50") }]), at("17:10")),
  late: scene(plain({ updates: [half] }), at("17:18")),
  checking: scene(plain({ updates: [half, checked] }), at("16:45")),
  completed: scene(plain({ actualEnd: at("16:52"), updates: [half, checked, back] }), at("19:00")),
  automatic: scene(
    plain({ endedAutomatically: true, actualEnd: end }, [told({ over: { autoComplete: true } })]),
    at("19:00"),
  ),
  ended: scene(plain({ actualEnd: at("16:52"), updates: [half, back] }), at("19:00"), {
    incidents: [
      incident([update(at("16:30"), "investigating", { api: "partial_outage" })], { name: "API fails in part" }),
    ],
  }),
  cancelled: scene(
    plain({ cancelled: { at: start - day, reason: "The new servers arrive a week later than we were told." } }),
    start - hour,
  ),
  incident: scene(plain({ incidentAt: at("17:30"), updates: [half] }), at("17:40"), { incidents: [crash()] }),
  unannounced: scene(
    plain({}, [told({ ahead: 3 * day, from: start + 4 * day, to: end + 4 * day }), told({ ahead: 10 * minute })]),
    at("15:30"),
  ),
  "unannounced-ahead": scene(
    plain({}, [told({ from: start + 4 * day, to: end + 4 * day }), told({ ahead: 10 * minute })]),
    start - 5 * minute,
  ),
  "unannounced-quiet": scene(
    plain({}, [
      announcement(start - day, start + day, end + day, { harvest: "none" }),
      announcement(start - 10 * minute, start, end, { harvest: "none" }),
    ]),
    at("15:30"),
  ),
  "unannounced-over": scene(
    plain({ actualEnd: at("16:52"), updates: [back] }, [
      told({ from: start + 4 * day, to: end + 4 * day }),
      told({ ahead: 10 * minute }),
    ]),
    at("19:00"),
  ),
  outside: scene(plain({ actualStart: start - 40 * minute }), start - 20 * minute),
  recorded: scene(
    plain({ imported: true, actualStart: start - 9 * day, actualEnd: end - 9 * day }, [
      { ...told({ from: start - 9 * day, to: end - 9 * day }), announcedAt: at("14:10") },
    ]),
    at("19:00"),
  ),
  "over-midnight": scene(plain({}, [told({ from: at("03:00") + day, to: at("08:00") + day })]), at("14:00")),
  "clock-change": scene(
    plain({}, [told({ from: Date.parse("2016-11-06T04:30:00Z"), to: Date.parse("2016-11-06T07:30:00Z") })]),
    at("14:00"),
  ),
  "long-text": scene(
    maintenance(
      [
        told({ over: { name: `An old name, ${longWord}`, message: longWord } }),
        {
          ...told({
            over: {
              name: `${longWord} and the rest of a long name that goes on and on`,
              message: `# Heading\n\n${longWord}`,
            },
          }),
          announcedAt: start - 2 * day,
        },
      ],
      {
        id,
        updates: [
          {
            ...half,
            body: `${longWord}${longWord}\n\n    code ${"x".repeat(160)}\n\n<script>alert(1)</script> https://example.com/${"path/".repeat(30)}`,
          },
        ],
      },
    ),
    at("16:20"),
    { components: [component("harvest", { name: longWord }), component("api", { name: "API" })] },
  ),
};
