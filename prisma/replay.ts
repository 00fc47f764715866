import type { Id, Instant } from "@/domain/facts";
import type { IncidentComponentStatus } from "@/domain/status";
import { systemActor } from "@/server/actor";
import { createComponent } from "@/server/components";
import { changePage } from "@/server/page";

/** A case that can be played through the editor's own commands. */
export type Story = {
  /** What it is, at the beginning of a sentence. */
  told: string;
  timeZone: string;
  components: { key: string; name: string }[];
  /** When what customers noticed began. */
  began: Instant;
  /** The times of the facts that are played, in order. */
  times: Instant[];
  /** Gives what plays the fact of a time; without `now` the database's clock counts. */
  tell: (cast: Cast) => (caseTime: Instant, now: Instant | undefined) => Promise<void>;
};

/** The page that a story is played on. */
export type Cast = {
  instantOf: (caseTime: Instant) => Instant;
  idOf: (key: string) => Id;
  statesOf: (
    states?: Record<string, IncidentComponentStatus>,
  ) => { componentId: Id; status: IncidentComponentStatus }[];
  /** When the next update was promised for; null when it was not. */
  promised: (caseTime: Instant, inMinutes?: number) => Instant | null;
};

export type Replay = {
  /** Plays every fact up to this time of the case; again with a later one it goes on from there. */
  until: (caseTime: Instant) => Promise<void>;
};

const minute = 60_000;
const day = 24 * 60 * minute;

/**
 * Sets up the page and its components, then plays a story on it. `instantOf` moves a time of the case to a time of the
 * page; `clock` gives what the commands take as now.
 */
export async function replayStory(
  story: Story,
  instantOf: (caseTime: Instant) => Instant,
  clock: "case" | "real",
): Promise<Replay> {
  const nowOf = (caseTime: Instant) => (clock === "case" ? instantOf(caseTime) : undefined);
  const ids = await setUp(story, nowOf(Math.min(story.began, ...story.times) - day));
  const idOf = (key: string) => ids.get(key) ?? key;
  const tell = story.tell({
    instantOf,
    idOf,
    statesOf: (states = {}) => Object.entries(states).map(([key, status]) => ({ componentId: idOf(key), status })),
    promised: (caseTime, inMinutes) => (inMinutes === undefined ? null : instantOf(caseTime + inMinutes * minute)),
  });
  let played = 0;
  return {
    until: async (caseTime) => {
      for (const time of story.times.slice(played)) {
        if (time > caseTime) break;
        await tell(time, nowOf(time));
        played++;
      }
    },
  };
}

async function setUp({ timeZone, components }: Story, now: Instant | undefined): Promise<Map<string, Id>> {
  const page = { name: "Harvest", timeZone, supportLink: "support@harvest.example", accentColor: null, logo: null };
  await changePage(systemActor, page, now);
  const ids = new Map<string, Id>();
  for (const { key, name } of components) ids.set(key, (await createComponent(systemActor, { name }, now)).id);
  return ids;
}
