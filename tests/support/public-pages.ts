import { unknownPage } from "@/domain/page";
import type { PublicPage } from "@/domain/public-page";
import { component, day, incident, update } from "../domain/facts";
import {
  alerted,
  at,
  backShortly,
  backUp,
  crash,
  down,
  downAgain,
  many,
  notice,
  over,
  page,
  past,
  tookOffline,
  upcoming,
  window,
} from "./public-story";
import { windowPages } from "./window-pages";

const long =
  "You can’t sign in, and everyone who is signed in already is asked for a password that then isn’t accepted in Harvest";
const longWord = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz-Synchronisationsdienst-eu-central-1";

/** One page for each state that the page can show, named for it. */
export const publicPages: Record<string, PublicPage> = {
  operational: page({ incidents: past, maintenances: [upcoming] }, at("18:30")),
  "operational-fresh": page({}, at("18:30")),
  "possible-problem": page(
    {
      incidents: [
        incident(
          [
            update(
              at("18:10"),
              "investigating",
              {},
              { body: "A few of you wrote that reports look odd. We are checking." },
            ),
          ],
          { name: "Reports may look odd", impactOverride: "none" },
        ),
      ],
    },
    at("18:30"),
  ),
  "quiet-work": page({ maintenances: [window(at("15:00") - 3 * day, "none")] }, at("16:00")),
  "quiet-work-late": page({ maintenances: [window(at("15:00") - 3 * day, "none")] }, at("18:00")),
  degraded: page({ incidents: [crash([alerted], null, false), ...past] }, at("14:40")),
  partial: page(
    {
      incidents: [
        incident(
          [
            update(
              at("14:36"),
              "investigating",
              { api: "partial_outage" },
              {
                effect: "Every third request to the API fails",
                scope: "some customers",
                nextUpdateBy: at("15:00"),
                body: "About a third of requests to the API fail. Trying again helps.",
              },
            ),
          ],
          { name: "API fails in part" },
        ),
        ...past,
      ],
    },
    at("14:52"),
  ),
  outage: page({ incidents: [crash([alerted, down], null, false), ...past] }, at("14:52")),
  "outage-overdue": page({ incidents: [crash([alerted, down], null, false), ...past] }, at("15:40")),
  unstable: page({ incidents: [crash([alerted, down, backShortly], null, false), ...past] }, at("14:58")),
  "taken-offline": page(
    { incidents: [crash([alerted, down, backShortly, downAgain, tookOffline]), ...past] },
    at("15:20"),
  ),
  recovered: page(
    { incidents: [crash([alerted, down, backShortly, downAgain, tookOffline, backUp], at("16:38")), ...past] },
    at("17:00"),
  ),
  resolved: page(
    { incidents: [crash([alerted, down, backShortly, downAgain, tookOffline, backUp, over], at("16:38")), ...past] },
    at("18:30"),
  ),
  maintenance: page({ maintenances: [window(at("15:00") - 3 * day, "down"), upcoming], incidents: past }, at("16:20")),
  "maintenance-short-notice": page({ maintenances: [window(at("12:00"), "partly")] }, at("15:20")),
  "running-late": page({ maintenances: [window(at("15:00") - 3 * day, "down")] }, at("17:18")),
  "outage-and-window": page(
    {
      incidents: [
        incident(
          [
            update(
              at("15:30"),
              "identified",
              { forecast: "partial_outage" },
              {
                effect: "Schedules in Forecast don’t load",
                body: "Schedules don’t load for part of you. We have found the cause.",
              },
            ),
          ],
          { name: "Schedules don’t load" },
        ),
      ],
      maintenances: [window(at("15:00") - 3 * day, "slow")],
    },
    at("16:00"),
  ),
  "two-incidents": page(
    {
      incidents: [
        crash([alerted, down], null, false),
        incident(
          [
            update(
              at("14:20"),
              "investigating",
              { mail: "degraded_performance" },
              { effect: "Invoices by e-mail arrive late", nextUpdateBy: at("16:00") },
            ),
          ],
          { id: "late00000000", name: "E-mail is late" },
        ),
      ],
    },
    at("14:52"),
  ),
  notice: page({ notices: [notice], incidents: past }, at("18:30")),
  stale: page({ incidents: past }, at("19:00"), at("18:12")),
  "stale-outage": page({ incidents: [crash([alerted, down], null, false)] }, at("15:30"), at("15:00")),
  unknown: { ...unknownPage(at("14:00"), "no_facts", { name: "Harvest", timeZone: "America/New_York" }) },
  "not-set-up": unknownPage(at("14:00"), "not_set_up", { name: "Status", timeZone: "UTC" }),
  "unannounced-work": page(
    {
      baseChanges: [
        { id: "b1", componentId: "api", status: "under_maintenance", happenedAt: at("14:10"), postedAt: at("14:10") },
      ],
    },
    at("14:30"),
  ),
  "long-text": page(
    {
      components: [
        component("harvest", { name: longWord, description: `${longWord} `.repeat(3) }),
        component("forecast"),
      ],
      incidents: [
        incident(
          [
            update(
              at("14:50"),
              "investigating",
              { harvest: "major_outage" },
              {
                effect: long,
                scope: `${longWord} and others in the long name of a region`,
                body: `# Heading\n\n${longWord}${longWord}\n\n    code ${"x".repeat(160)}\n\n> quoted\n\n1. one\n2. two\n\n<script>alert(1)</script> ![image](https://example.com/a.png) [bad](javascript:alert(1)) https://example.com/${"path/".repeat(30)}`,
                nextUpdateBy: at("15:30"),
              },
            ),
          ],
          { name: `${long} ${longWord} ${long}` },
        ),
      ],
    },
    at("15:00"),
  ),
  "limited-detail": page(
    {
      incidents: [
        incident(
          [
            update(
              at("14:50"),
              "investigating",
              { harvest: "major_outage" },
              { effect: "You can’t sign in", body: "We have closed sign-in while we look into a security matter." },
            ),
          ],
          {
            name: "Sign-in is closed",
            limitedDetail: true,
            redactions: [{ at: at("15:00"), reason: "it named a person" }],
          },
        ),
      ],
    },
    at("15:10"),
  ),
  many: page(
    {
      ...many,
      incidents: [
        incident(
          [
            update(
              at("14:50"),
              "investigating",
              { c3: "major_outage", c23: "partial_outage", c44: "degraded_performance", c64: "major_outage" },
              { body: "Four shards are unwell." },
            ),
          ],
          { name: "Shards" },
        ),
      ],
    },
    at("15:00"),
  ),
  ...windowPages,
};
