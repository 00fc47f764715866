import { fileURLToPath } from "node:url";
import type { Id, Instant } from "@/domain/facts";
import { dayIn } from "@/domain/zone";
import { systemActor } from "@/server/actor";
import { createComponent } from "@/server/components";
import { prepareFirstRun } from "@/server/first-run";
import { createGroup } from "@/server/groups";
import { openIncident, postUpdate } from "@/server/incidents";
import { loadFacts } from "@/server/load";
import { scheduleMaintenance } from "@/server/maintenance";
import { completeMaintenance, postMaintenanceUpdate } from "@/server/maintenance-course";
import { publishNotice } from "@/server/notices";
import { changePage } from "@/server/page";
import { scheduleSeries } from "@/server/series";
import { onDatabase } from "@/server/tool";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const timeZone = "Europe/Berlin";

type Parts = Record<"web" | "api" | "mail" | "reports", Id>;

/** Makes a small page that could be real, through the same commands as the editor. False when it has components already. */
export async function seed(now: Instant): Promise<boolean> {
  await prepareFirstRun();
  if ((await loadFacts()).components.length > 0) return false;
  const began = now - 60 * day;
  const supportLink = "help@larkspur.example";
  await changePage(systemActor, { name: "Larkspur", timeZone, supportLink, accentColor: "#2f6f5e", logo: null }, began);
  const parts = await addParts(began);
  await machinesWereMoved(parts, now - 9 * day);
  await upkeepComesAgain(parts, now);
  await reportsWereSlow(parts, now - 3 * day);
  await mailIsLate(parts, now - 40 * minute);
  await announce(parts, now);
  return true;
}

async function addParts(now: Instant): Promise<Parts> {
  const { id: groupId } = await createGroup(systemActor, { name: "Behind the scenes" }, now);
  const add = async (name: string, description: string, group: Id | null = null) =>
    (await createComponent(systemActor, { name, description, groupId: group }, now)).id;
  return {
    web: await add("Web app", "Everything behind app.larkspur.example"),
    api: await add("API", "For your own programs"),
    mail: await add("E-mail", "Invitations, reminders, invoices", groupId),
    reports: await add("Reports", "The nightly figures", groupId),
  };
}

async function machinesWereMoved({ reports }: Parts, at: Instant): Promise<void> {
  const { id: maintenanceId } = await scheduleMaintenance(
    systemActor,
    {
      name: "Reports move to new machines",
      message: "Reports can't be opened during the move. They are all there again afterwards.",
      components: [{ componentId: reports, effect: "down" }],
      startAt: at,
      endAt: at + 2 * hour,
    },
    at - 5 * day,
  );
  const half = "The reports of this year are moved. The older ones follow.";
  await postMaintenanceUpdate(systemActor, { maintenanceId, body: half }, at + 50 * minute);
  await completeMaintenance(systemActor, { maintenanceId, body: "All reports are moved." }, at + 95 * minute);
}

async function upkeepComesAgain({ mail }: Parts, now: Instant): Promise<void> {
  const series = {
    name: "Upkeep of the mail servers",
    message: "We restart the mail servers one by one. E-mail may reach you a few minutes late.",
    components: [{ componentId: mail, effect: "slow" as const }],
    autoComplete: true,
    timeZone,
    startsLocal: `${dayIn(timeZone, now + 20 * day)}T04:00`,
    durationMinutes: 60,
    rule: "FREQ=WEEKLY;INTERVAL=4;COUNT=12",
    leadMinutes: 7 * 1440,
  };
  await scheduleSeries(systemActor, series, now - 4 * day);
}

async function reportsWereSlow({ reports }: Parts, at: Instant): Promise<void> {
  const { id: incidentId } = await openIncident(
    systemActor,
    {
      name: "Reports arrive late",
      status: "investigating",
      body: "The reports of last night are not finished yet. We are looking for the reason.",
      effect: "Reports are several hours old",
      components: [{ componentId: reports, status: "degraded_performance" }],
      nextUpdateBy: at + hour,
    },
    at,
  );
  const post = { incidentId, seen: null };
  const found = "A very large account blocked the others. We let it run by itself; the rest is catching up.";
  await postUpdate(systemActor, { ...post, status: "identified", body: found }, at + 50 * minute);
  const over = "All reports are there. From now on large accounts wait in a line of their own.";
  await postUpdate(systemActor, { ...post, status: "resolved", body: over }, at + 3 * hour);
}

async function mailIsLate({ mail }: Parts, at: Instant): Promise<void> {
  const { id: incidentId } = await openIncident(
    systemActor,
    {
      name: "E-mail arrives late",
      body: "Invitations and reminders reach you up to an hour late. We are looking into it.",
      effect: "E-mail from us arrives late",
      scope: "some customers",
      components: [{ componentId: mail, status: "degraded_performance" }],
    },
    at,
  );
  const found = "One of our three mail servers refuses connections. Nothing is lost: what waits will be sent.";
  const promise = at + 70 * minute;
  await postUpdate(
    systemActor,
    { incidentId, seen: null, status: "identified", body: found, nextUpdateBy: promise },
    at + 15 * minute,
  );
}

async function announce({ web, api }: Parts, now: Instant): Promise<void> {
  await scheduleMaintenance(
    systemActor,
    {
      name: "Move to a larger database",
      message: "We move to a larger database. The web app answers slowly meanwhile; the API waits for up to a minute.",
      components: [
        { componentId: web, effect: "slow" },
        { componentId: api, effect: "partly" },
      ],
      startAt: now + 3 * day,
      endAt: now + 3 * day + 2 * hour,
    },
    now - day,
  );
  await publishNotice(
    systemActor,
    {
      title: "The old export ends next month",
      body: "The CSV export of 2019 goes away. The new one has everything it had, and more.",
      untilAt: now + 20 * day,
    },
    now - 2 * day,
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const made = await onDatabase(() => seed(Date.now()));
  console.log(
    made
      ? "The page has its first components and incidents."
      : "This page has components already; nothing was changed.",
  );
}
