import type { Id, Instant } from "@/domain/facts";
import type { IncidentComponentStatus } from "@/domain/status";
import { systemActor } from "@/server/actor";
import { openIncident, postUpdate } from "@/server/incidents";
import type { Cast, Story } from "../replay";
import harvest from "./harvest-2016-07-26.json";
import { harvestIncidentName, harvestPosts } from "./harvest-posts";

type Fact = {
  at: string;
  components?: Record<string, IncidentComponentStatus>;
  takenOffline?: string[];
  backOnline?: string[];
};

const posted = (harvest.facts as Fact[]).filter(({ at }) => harvestPosts[at]);

/** The outage of 26 July 2016, as its post-mortem tells it. */
export const outageStory: Story = {
  told: "The outage of 26 July 2016",
  timeZone: harvest.timeZone,
  components: harvest.components,
  began: Date.parse(posted[0]?.at ?? ""),
  times: posted.map(({ at }) => Date.parse(at)),
  tell: (cast) => {
    let incidentId: Id | null = null;
    return async (caseTime, now) => {
      const fact = posted.find(({ at }) => Date.parse(at) === caseTime);
      if (fact) incidentId = await tell(fact, cast, incidentId, now);
    };
  },
};

async function tell(fact: Fact, cast: Cast, incidentId: Id | null, now: Instant | undefined): Promise<Id> {
  const post = harvestPosts[fact.at];
  if (!post) throw new Error(`The case has no post for ${fact.at}.`);
  const { idOf } = cast;
  const states = cast.statesOf(fact.components);
  const back = new Set(fact.backOnline?.map(idOf));
  const { nextInMinutes, reason, status, ...text } = post;
  const said = { ...text, nextUpdateBy: cast.promised(Date.parse(fact.at), nextInMinutes) };
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
