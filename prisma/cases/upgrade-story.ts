import type { Id, Instant } from "@/domain/facts";
import type { ExpectedEffect, IncidentComponentStatus } from "@/domain/status";
import { systemActor } from "@/server/actor";
import { postUpdate } from "@/server/incidents";
import { loadFacts } from "@/server/load";
import { extendMaintenance, scheduleMaintenance } from "@/server/maintenance";
import { postMaintenanceUpdate } from "@/server/maintenance-course";
import { windowTick } from "@/server/window-clock";
import type { Cast, Story } from "../replay";
import upgrade from "./upgrade-2016-08-07.json";
import { overrunWords, upgradeMessage, upgradeName, upgradeWords } from "./upgrade-posts";

type Fact = {
  at: string;
  announced?: { startAt: string; endAt: string; effects: Record<string, ExpectedEffect> };
  extendedTo?: string;
  /** What time alone brings. */
  byClock?: boolean;
  components?: Record<string, IncidentComponentStatus>;
};

const facts = upgrade.facts as Fact[];

/** Work that was announced days before, overruns and then ends; assumed, as its file says. */
export const upgradeStory: Story = {
  told: "The upgrade of 7 August 2016 (assumed)",
  timeZone: upgrade.timeZone,
  components: upgrade.components,
  began: Date.parse(facts.find(({ announced }) => announced)?.announced?.startAt ?? ""),
  times: facts.map(({ at }) => Date.parse(at)),
  tell: (cast) => {
    let maintenanceId: Id | null = null;
    return async (caseTime, now) => {
      const fact = facts.find(({ at }) => Date.parse(at) === caseTime);
      if (fact?.announced) maintenanceId = await announce(fact.announced, cast, now);
      else if (fact && maintenanceId) await goOn(fact, maintenanceId, cast, now);
    };
  },
};

async function announce({ startAt, endAt, effects }: NonNullable<Fact["announced"]>, cast: Cast, now?: Instant) {
  const plan = {
    name: upgradeName,
    message: upgradeMessage,
    components: Object.entries(effects).map(([key, effect]) => ({ componentId: cast.idOf(key), effect })),
    startAt: cast.instantOf(Date.parse(startAt)),
    endAt: cast.instantOf(Date.parse(endAt)),
  };
  return (await scheduleMaintenance(systemActor, plan, now)).id;
}

async function goOn(fact: Fact, maintenanceId: Id, cast: Cast, now?: Instant): Promise<void> {
  const { at, extendedTo, byClock, components } = fact;
  if (byClock) await windowTick(now);
  if (extendedTo) {
    const endAt = cast.instantOf(Date.parse(extendedTo));
    await extendMaintenance(systemActor, { maintenanceId, endAt }, now);
  }
  const body = upgradeWords[at];
  if (body) await postMaintenanceUpdate(systemActor, { maintenanceId, body }, now);
  const post = overrunWords[at];
  if (!post) return;
  const { nextInMinutes, ...said } = post;
  const nextUpdateBy = cast.promised(Date.parse(at), nextInMinutes);
  const told = { ...said, nextUpdateBy, components: cast.statesOf(components) };
  await postUpdate(systemActor, { ...told, incidentId: await becameOf(maintenanceId), seen: null }, now);
}

/** The incident that Candor opened by itself. */
async function becameOf(maintenanceId: Id): Promise<Id> {
  const incident = (await loadFacts()).incidents.find((each) => each.maintenanceId === maintenanceId);
  if (!incident) throw new Error("The work has not become an incident.");
  return incident.id;
}
