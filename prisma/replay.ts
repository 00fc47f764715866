import type { Id, Instant } from "@/domain/facts";
import type { IncidentComponentStatus } from "@/domain/status";
import { systemActor } from "@/server/actor";
import { createComponent } from "@/server/components";
import { openIncident, postUpdate } from "@/server/incidents";
import { changePage } from "@/server/page";
import harvest from "./cases/harvest-2016-07-26.json";
import { harvestIncidentName, harvestPosts } from "./cases/harvest-posts";

type Fact = {
  at: string;
  components?: Record<string, IncidentComponentStatus>;
  takenOffline?: string[];
  backOnline?: string[];
};

export type Replay = {
  /** Plays every fact up to this time of the case; again with a later one it goes on from there. */
  until: (caseTime: Instant) => Promise<void>;
  /** The times of the facts that are played, in order. */
  times: Instant[];
};

const minute = 60_000;
const posted = (harvest.facts as Fact[]).filter(({ at }) => harvestPosts[at]);

/** The zone of the case's page. */
export const harvestTimeZone = harvest.timeZone;
/** When the outage of the case began. */
export const harvestBegan: Instant = Date.parse(posted[0]?.at ?? "");

/**
 * Sets up the page and its components, then plays the outage of 26 July 2016 through the editor's own commands.
 * `instantOf` moves a time of the case to a time of the page; `clock` gives what the commands take as now.
 */
export async function replayHarvest(
  instantOf: (caseTime: Instant) => Instant,
  clock: "case" | "real",
): Promise<Replay> {
  const nowOf = (caseTime: Instant) => (clock === "case" ? instantOf(caseTime) : undefined);
  const before = nowOf(harvestBegan - 24 * 60 * minute);
  const page = {
    name: "Harvest",
    timeZone: harvest.timeZone,
    supportLink: "support@harvest.example",
    accentColor: null,
    logo: null,
  };
  await changePage(systemActor, page, before);
  const ids = new Map<string, Id>();
  for (const { key, name } of harvest.components) {
    ids.set(key, (await createComponent(systemActor, { name }, before)).id);
  }
  let incidentId: Id | null = null;
  let played = 0;
  return {
    times: posted.map(({ at }) => Date.parse(at)),
    until: async (caseTime) => {
      for (const fact of posted.slice(played)) {
        if (Date.parse(fact.at) > caseTime) break;
        incidentId = await play(fact, ids, incidentId, instantOf, nowOf(Date.parse(fact.at)));
        played++;
      }
    },
  };
}

async function play(
  fact: Fact,
  ids: Map<string, Id>,
  incidentId: Id | null,
  instantOf: (caseTime: Instant) => Instant,
  now: Instant | undefined,
): Promise<Id> {
  const post = harvestPosts[fact.at];
  if (!post) throw new Error(`The case has no post for ${fact.at}.`);
  const idOf = (key: string) => ids.get(key) ?? key;
  const states = Object.entries(fact.components ?? {}).map(([key, status]) => ({ componentId: idOf(key), status }));
  const back = new Set(fact.backOnline?.map(idOf));
  const { nextInMinutes, reason, status, ...text } = post;
  const promised = nextInMinutes === undefined ? null : instantOf(Date.parse(fact.at) + nextInMinutes * minute);
  const said = { ...text, nextUpdateBy: promised };
  if (!incidentId) {
    if (status === "resolved") throw new Error("The case begins with its end.");
    return (await openIncident(systemActor, { ...said, status, name: harvestIncidentName, components: states }, now))
      .id;
  }
  const update = {
    ...said,
    status,
    incidentId,
    seen: null,
    components: states.filter(({ componentId }) => !back.has(componentId)),
    takeOffline: fact.takenOffline ? { componentIds: fact.takenOffline.map(idOf), reason: reason ?? "" } : null,
    backOnline: states.filter(({ componentId }) => back.has(componentId)),
  };
  await postUpdate(systemActor, update, now);
  return incidentId;
}
