import type { Id, Incident, Maintenance, Notice } from "@/domain/facts";
import { database } from "../database";
import { noticeOf } from "../fact-rows";
import { orFromMemory } from "../memory";
import { incidentForEditor, windowForEditor } from "../reads";
import { Refusal } from "../refusal";
import { currentFacts } from "../snapshot";
import { contextNow } from "./context";
import type { Beside, Subject } from "./endpoint";
import { incidentAnswer } from "./incident-answers";
import type { IncidentShape } from "./shapes";
import { noticeAsIncident, windowAnswer } from "./window-answers";

/** What an incident's address can lead to. */
export type Found =
  | { kind: "incident"; incident: Incident }
  | { kind: "maintenance"; window: Maintenance }
  | { kind: "notice"; notice: Notice };

/** What has this id; throws a `Refusal` when nothing has, or when it was taken back. */
export async function findRecord(id: Id): Promise<Found> {
  const found = await lookUp(id);
  const gone =
    !found ||
    (found.kind === "incident" && found.incident.withdrawn) ||
    (found.kind === "maintenance" && found.window.cancelled);
  if (gone) throw new Refusal("not_found", "There is no incident with this id.");
  return found;
}

/** The same, also where it was taken back. */
async function lookUp(id: Id): Promise<Found | null> {
  if (!isId(id)) return null;
  const incident = await incidentForEditor(id);
  if (incident) return { kind: "incident", incident: incident.incident };
  const window = await windowForEditor(id);
  if (window) return { kind: "maintenance", window: window.window };
  const notice = await findNotice(id);
  return notice && { kind: "notice", notice };
}

export function isId(id: string): boolean {
  return /^[a-z0-9]{1,64}$/.test(id);
}

/** A notice, withdrawn or not; null when there is none. */
export async function findNotice(id: Id): Promise<Notice | null> {
  if (!isId(id)) return null;
  return orFromMemory(
    async () => {
      const row = await database().notice.findUnique({ where: { id } });
      return row && noticeOf(row);
    },
    () => currentFacts()?.facts.notices.find((each) => each.id === id) ?? null,
  );
}

/** The answer that shows a record, whatever it is. */
export async function showRecord({ id }: Subject, beside: Beside = {}): Promise<IncidentShape> {
  const found = await lookUp(id);
  if (!found) throw new Refusal("not_found", "There is no incident with this id.");
  return answerOf(found, beside);
}

export async function answerOf(found: Found, beside: Beside = {}): Promise<IncidentShape> {
  if (found.kind === "incident") {
    return incidentAnswer(await contextNow({ incidents: [found.incident] }), found.incident, beside);
  }
  if (found.kind === "maintenance") {
    return windowAnswer(await contextNow({ maintenances: [found.window] }), found.window, beside);
  }
  return noticeAsIncident(await contextNow({ notices: [found.notice] }), found.notice, beside.instead);
}
