import type { Id, Incident, Instant } from "@/domain/facts";
import type { Journalled } from "@/domain/journal";
import type { Actor } from "../actor";
import { database } from "../database";
import { DatabaseAway, isAway } from "../database-away";
import { askWhileThere, orFromMemory } from "../memory";
import { Refusal } from "../refusal";
import { currentDesk, currentFacts, currentPage, isDatabaseGone, journalChanged } from "../snapshot";
import { draftFromFacts, type Given } from "../update-posting";
import type { Entry } from "./entry";
import { fileJournal } from "./filing";
import { addEntry, waitingEntries } from "./pending";

/** A post as it was parsed, with the ids that it will have wherever it is kept first. */
export type Post = {
  updateId: Id;
  incidentId: Id;
  opens: Journalled["opens"];
  given: Given;
  /** The version of the incident that its writer saw; null skips the check. */
  seen: number | null;
  /** What makes it count once, as `write` keeps it. */
  key: string;
};

/**
 * Writes the post to the database, or to the journal on disk while that is away, or still has something to be filed
 * before it. Whether a COMMIT that nobody answered was done is found out when it is filed: the same key counts once.
 */
export async function postOrKeep<T>(
  actor: Actor,
  post: Post,
  write: () => Promise<T>,
  kept: (as: Kept) => T,
): Promise<T> {
  if (!isDatabaseGone() && waitingEntries().length === 0) {
    try {
      return await askWhileThere(write);
    } catch (error) {
      if (!(error instanceof DatabaseAway) && !isAway(error)) throw error;
    }
  }
  const as = keep(actor, post, currentPage().at);
  if (isDatabaseGone()) return kept(as);
  await fileJournal();
  return kept(await asFiled(post, as));
}

/** The ids of the first one with that key, which may have been filed since it was looked for among those that wait. */
async function asFiled({ key, opens }: Post, as: Kept): Promise<Kept> {
  const filed = await orFromMemory(
    () => database().idempotency.findUnique({ where: { key } }),
    () => null,
  );
  if (!filed) return as;
  return opens ? { ...as, incidentId: filed.subjectId } : { ...as, updateId: filed.subjectId };
}

/** The ids of a post that is kept; those of the first one where it comes again. */
type Kept = Pick<Post, "updateId" | "incidentId">;

function keep(actor: Actor, post: Post, now: Instant): Kept {
  const facts = currentFacts()?.facts;
  // Nothing is known to check it against.
  if (!facts) throw new DatabaseAway();
  const before = waitingEntries().find(({ entry }) => entry.key === post.key)?.entry;
  if (before) return { updateId: before.id, incidentId: before.incidentId };
  const incident = incidentOf(post, facts.incidents);
  if (incident && post.seen !== null && post.seen !== versionOf(incident.id)) throw new Refusal("conflict");
  const draft = draftFromFacts(facts, post.given, incident, now);
  const { kind, id, name } = actor;
  const { updateId, incidentId, opens, key } = post;
  const knows = incident?.updates.map((update) => update.id) ?? [];
  const by = { kind, id, name };
  const entry: Entry = { id: updateId, incidentId, opens, postedAt: now, draft, knows, actor: by, key };
  addEntry(entry);
  journalChanged();
  return { updateId, incidentId };
}

function incidentOf({ incidentId, opens }: Post, incidents: readonly Incident[]): Incident | null {
  const found = incidents.find(({ id }) => id === incidentId);
  if (!found && !opens)
    throw new Refusal(
      "not_found",
      "This incident can't be read while the database is away. Open a new one to say more.",
    );
  return opens ? null : (found ?? null);
}

/** As an editor sees it: each post that waits counts. */
function versionOf(incidentId: Id): number {
  const waiting = waitingEntries().filter(({ entry }) => entry.incidentId === incidentId).length;
  return (currentDesk()?.versions[incidentId] ?? 0) + waiting;
}
