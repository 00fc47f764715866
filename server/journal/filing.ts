import type { Id, Incident, Instant } from "@/domain/facts";
import { compareUpdates } from "@/domain/facts";
import { incidentStatusAt, openOffline } from "@/domain/incident";
import type { Draft } from "@/domain/journal";
import type { Actor } from "../actor";
import { isAway } from "../database-away";
import { incidentOf, incidentParts } from "../fact-rows";
import { log } from "../log";
import { remember } from "../remember";
import { isDatabaseGone, journalChanged, refreshSnapshot } from "../snapshot";
import { dateOf } from "../time";
import { storeUpdate } from "../update-posting";
import { NothingToDo, type Tx, write } from "../write";
import type { Entry } from "./entry";
import { dropEntries, type Waiting, waitingEntries } from "./pending";

function filing(): { running: Promise<void> | null } {
  return remember("journal-filing", () => ({ running: null }));
}

/** Files what waits, oldest first, until nothing does or the database is away again. Never rejects. */
export function fileJournal(): Promise<void> {
  filing().running ??= fileAll().finally(() => {
    filing().running = null;
  });
  return filing().running ?? Promise.resolve();
}

async function fileAll(): Promise<void> {
  for (let waiting = waitingEntries(); waiting.length > 0; waiting = waitingEntries()) {
    const filed = await filedOf(waiting);
    if (filed.length === 0) return;
    // They leave the page as posts that wait only when they are there as facts.
    await refreshSnapshot();
    if (isDatabaseGone()) return;
    dropEntries(filed);
    journalChanged();
    if (filed.length < waiting.length) return;
  }
}

/** Files them in their order, as far as it goes, and gives the names of those that are filed. */
async function filedOf(waiting: readonly Waiting[]): Promise<string[]> {
  const filed: string[] = [];
  for (const { name, entry } of waiting) {
    try {
      await fileEntry(entry);
    } catch (err) {
      // What fails now may go well later; what comes after it waits, so that the order stays.
      log()[isAway(err) ? "warn" : "error"]({ err, entry: entry.id }, "A post could not be filed yet");
      return filed;
    }
    filed.push(name);
  }
  return filed;
}

/** One transaction with all that the post means; a post that was filed before is left as it is. */
async function fileEntry(entry: Entry): Promise<void> {
  const actor: Actor = { ...entry.actor, permissions: [] };
  const { key: kept, id, incidentId, opens } = entry;
  // What the command gives back for the same form.
  const subject = opens ? incidentId : id;
  const change = async (tx: Tx, now: Instant) => {
    // Keys are kept for days only, and what was restored may have the post already.
    if (await tx.incidentUpdate.findUnique({ where: { id }, select: { id: true } })) throw new NothingToDo();
    const there = await tx.incident.findUnique({ where: { id: incidentId }, include: incidentParts });
    const fitted = stillHolding(entry, there && incidentOf(there));
    const { draft, left } = await withoutMissing(tx, fitted);
    if (!there) {
      const first = opens ?? { name: "Posted while the database was away", impactOverride: null, limitedDetail: false };
      await tx.incident.create({ data: { id: incidentId, ...first, createdAt: dateOf(entry.postedAt) } });
    }
    const line = (text: string | null) => (opens ? text || null : text);
    const words = { ...draft, effect: line(draft.effect), scope: line(draft.scope) };
    const authorId = entry.actor.kind === "system" ? null : entry.actor.id;
    const { notes } = await storeUpdate(tx, incidentId, words, authorId, entry.postedAt, { id, filedAt: now });
    if (there) await tx.incident.update({ where: { id: incidentId }, data: { version: { increment: 1 } } });
    const after = {
      update: { id, ...draft },
      notes: [...notes, ...left],
      journal: { postedAt: entry.postedAt, filedAt: now },
    };
    const type = there ? "incident.updated" : "incident.opened";
    return { event: { type, subjectKind: "incident", subjectId: incidentId, after }, result: { id } };
  };
  const once = { kept, idOf: () => subject, again: (taken: Id) => ({ id: taken }) };
  await write(actor, change, { once, refresh: false }).catch((error) => {
    if (!(error instanceof NothingToDo)) throw error;
  });
}

type Fitted = { draft: Draft; left: string[] };

/**
 * What of a post still holds: its words always; status and components only where nothing later was said that its
 * writer could not know of, and never so that an incident that was resolved meanwhile is open again without anybody meaning it.
 */
export function stillHolding({ draft, postedAt, knows }: Entry, incident: Incident | null): Fitted {
  if (!incident) return { draft, left: [] };
  const own = { happenedAt: draft.happenedAt, postedAt, id: "" };
  const news = incident.updates.filter(({ id }) => !knows.includes(id));
  const later = news.some((update) => compareUpdates(update, own) > 0);
  const resolved = incidentStatusAt(incident, draft.happenedAt) === "resolved";
  const reopens = resolved && draft.status !== "resolved" && !draft.reopen;
  if (later || reopens || incident.withdrawn) {
    const quiet = { ...draft, components: [], takeOffline: [], backOnline: [], nextUpdateBy: null };
    const said = "Something newer was said meanwhile, so only the words of this post were filed.";
    return { draft: reopens ? { ...quiet, status: "resolved" } : quiet, left: [said] };
  }
  const off = new Set(openOffline(incident, postedAt).map(({ componentId }) => componentId));
  return { draft: { ...draft, takeOffline: draft.takeOffline.filter((id) => !off.has(id)) }, left: [] };
}

/** Nothing that is no longer there may hold up the rest. */
async function withoutMissing(tx: Tx, { draft, left }: Fitted): Promise<Fitted> {
  const named = [...draft.components, ...draft.backOnline]
    .map(({ componentId }) => componentId)
    .concat(draft.takeOffline);
  const rows = await tx.component.findMany({ where: { id: { in: named } }, select: { id: true } });
  const there = new Set(rows.map(({ id }) => id));
  if (named.every((id) => there.has(id))) return { draft, left };
  const kept = <T extends { componentId: string }>(list: T[]) =>
    list.filter(({ componentId }) => there.has(componentId));
  return {
    draft: {
      ...draft,
      components: kept(draft.components),
      backOnline: kept(draft.backOnline),
      takeOffline: draft.takeOffline.filter((id) => there.has(id)),
    },
    left: [...left, "Some of its components are not there any more."],
  };
}
