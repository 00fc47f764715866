import type { Id, Instant } from "@/domain/facts";
import type { ExpectedEffect } from "@/domain/status";
import { systemActor } from "@/server/actor";
import { createComponent } from "@/server/components";
import { createGroup } from "@/server/groups";
import { openIncident, postUpdate } from "@/server/incidents";
import { scheduleMaintenance } from "@/server/maintenance";
import { publishNotice } from "@/server/notices";
import { changePage, ensurePage } from "@/server/page";
import type { OpenIncidentInput, PostUpdateInput } from "@/server/update-input";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Gives the paths worth a picture. `now` is the moment of the picture. */
type Scene = (now: Instant) => Promise<string[]>;
type Product = Record<"harvest" | "forecast" | "api" | "mail" | "apps", Id>;

const by = systemActor;

/** A page in use for a month, with what was told on it before. */
async function product(now: Instant): Promise<Product> {
  await ensurePage();
  const began = now - 30 * day;
  const supportLink = "mailto:support@harvest.example";
  await changePage(
    by,
    { name: "Harvest", timeZone: "America/New_York", supportLink, accentColor: "", logo: "" },
    began,
  );
  const { id: groupId } = await createGroup(by, { name: "Platform" }, began);
  const make = async (name: string, description: string, group: Id | null = null) =>
    (await createComponent(by, { name, description, groupId: group }, began)).id;
  const made = {
    harvest: await make("Harvest", "Time tracking, invoices and reports"),
    forecast: await make("Forecast", "Planning"),
    api: await make("API", "", groupId),
    mail: await make("E-mail and invoices by e-mail", "", groupId),
    apps: await make("Mobile apps", "", groupId),
  };
  await lateMail(made, now - 3 * day);
  return made;
}

async function lateMail({ mail }: Product, at: Instant): Promise<void> {
  const components = (status: "degraded_performance" | "operational") => [{ componentId: mail, status }];
  const { id } = await open(at, {
    name: "E-mail is late",
    body: "Invoices leave late. Nothing is lost.",
    effect: "Invoices by e-mail arrive late",
    components: components("degraded_performance"),
  });
  const body = "All e-mail has been delivered.";
  await post(at + 150 * minute, id, { status: "resolved", body, components: components("operational") });
}

async function open(at: Instant, input: OpenIncidentInput): Promise<{ id: Id }> {
  return openIncident(by, input, at);
}

async function post(at: Instant, incidentId: Id, input: Omit<PostUpdateInput, "incidentId" | "seen">): Promise<void> {
  await postUpdate(by, { incidentId, seen: null, ...input }, at);
}

/** The story of a crash, told up to `minutes` after it began. */
async function crash(now: Instant, minutes: number): Promise<string[]> {
  const { harvest, forecast } = await product(now);
  const began = now - minutes * minute;
  const at = (after: number) => began + after * minute;
  const all = (status: "operational" | "degraded_performance" | "major_outage") =>
    [harvest, forecast].map((componentId) => ({ componentId, status }));
  const { id } = await open(began, {
    name: "Database servers crash",
    body: "Some of you may see errors in Harvest and Forecast. We are looking into why, and will say more within half an hour.",
    effect: "You may see errors in Harvest and Forecast",
    scope: "some customers",
    nextUpdateBy: at(30),
    components: all("degraded_performance"),
  });
  const told: [number, Omit<PostUpdateInput, "incidentId" | "seen">][] = [
    [
      14,
      {
        status: "investigating",
        body: "Harvest and Forecast are offline for everyone. Both of our database servers have crashed, one after the other.\n\nYour data is safe: there are several layers of backups.",
        effect: "You can’t reach Harvest or Forecast",
        scope: "everyone",
        nextUpdateBy: at(45),
        components: all("major_outage"),
      },
    ],
    [
      18,
      {
        status: "identified",
        body: "We restarted the standby and both products answer again. We don’t trust it yet.",
        nextUpdateBy: at(45),
        components: all("operational"),
      },
    ],
    [
      23,
      {
        status: "identified",
        body: "It happened again: the standby crashed for the same reason. Harvest and Forecast are offline.",
        components: all("major_outage"),
      },
    ],
    [
      39,
      {
        status: "identified",
        body: "The database servers keep crashing. With both products offline we have the calm to find the cause, and to bring everything back in order.\n\n- Your data is safe.\n- Timers that were running keep their start time.\n- We are bringing a second standby into production.",
        nextUpdateBy: at(99),
        takeOffline: { componentIds: [harvest, forecast], reason: "to find out why our databases crash" },
      },
    ],
    [
      122,
      {
        status: "monitoring",
        body: "Harvest and Forecast are available again for everyone. We are watching every aspect of their health.",
        backOnline: all("operational"),
      },
    ],
    [
      204,
      {
        status: "resolved",
        body: "It has been quiet for more than an hour. This is over. Thank you for your patience.",
      },
    ],
  ];
  for (const [after, update] of told) if (after <= minutes) await post(at(after), id, update);
  return ["/", `/incidents/${id}`];
}

type Window = { from: number; to: number; ahead: number; effect: ExpectedEffect };

/** Planned work, in minutes from now. */
async function work(now: Instant, { from, to, ahead, effect }: Window): Promise<string[]> {
  const { harvest, api } = await product(now);
  const components = [
    { componentId: harvest, effect },
    { componentId: api, effect: effect === "none" ? effect : ("slow" as const) },
  ];
  const message =
    "We move Harvest to newer database servers. Running timers keep running; you can’t edit entries meanwhile.";
  const times = { startAt: now + from * minute, endAt: now + to * minute };
  await scheduleMaintenance(
    by,
    { name: "Database upgrade", message, components, ...times },
    times.startAt - ahead * minute,
  );
  return ["/"];
}

async function partial(now: Instant): Promise<string[]> {
  const { api } = await product(now);
  await open(now - 16 * minute, {
    name: "API fails in part",
    body: "About a third of requests to the API fail. Trying again helps. We have begun to move traffic away from the servers that fail.",
    effect: "Every third request to the API fails",
    scope: "some customers",
    nextUpdateBy: now + 20 * minute,
    components: [{ componentId: api, status: "partial_outage" }],
  });
  return ["/"];
}

async function notice(now: Instant): Promise<string[]> {
  await product(now);
  const body = "You will be asked once to confirm your account. Nothing else changes.";
  await publishNotice(by, { title: "Sign-in with Google changes next month", body }, now - 2 * day);
  return ["/"];
}

async function longText(now: Instant): Promise<string[]> {
  const { harvest } = await product(now);
  const word = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz-Synchronisationsdienst";
  const effect = "You can’t sign in, and whoever is signed in is asked for a password that then isn’t accepted";
  const { id } = await open(now - 20 * minute, {
    name: `${effect}, on ${word}`,
    body: `# What happens\n\n${word} ${effect}.\n\n> ${effect}\n\n1. https://example.com/${"path/".repeat(20)}\n2. \`${"code ".repeat(20)}\``,
    effect,
    scope: `everyone who uses ${word}`,
    nextUpdateBy: now + 20 * minute,
    components: [{ componentId: harvest, status: "major_outage" }],
  });
  return ["/", `/incidents/${id}`];
}

/** What the page shows, by the name of its picture. */
export const scenes: Record<string, Scene> = {
  "fresh-install": async () => {
    await ensurePage();
    return ["/"];
  },
  operational: async (now) => {
    await product(now);
    return ["/"];
  },
  "not-found": async (now) => {
    await product(now);
    return ["/nothing-here"];
  },
  maintenance: (now) => work(now, { from: -80, to: 40, ahead: 3 * 1440, effect: "down" }),
  "maintenance-short-notice": (now) => work(now, { from: -20, to: 100, ahead: 180, effect: "partly" }),
  "running-late": (now) => work(now, { from: -138, to: -18, ahead: 3 * 1440, effect: "down" }),
  upcoming: (now) => work(now, { from: 2880, to: 3000, ahead: 4320, effect: "down" }),
  degraded: (now) => crash(now, 4),
  partial,
  outage: (now) => crash(now, 16),
  unstable: (now) => crash(now, 21),
  "taken-offline": (now) => crash(now, 44),
  recovered: (now) => crash(now, 144),
  resolved: (now) => crash(now, 226),
  notice,
  "long-text": longText,
};
