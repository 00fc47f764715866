import { z } from "zod";
import { workBeganAt } from "@/domain/window";
import { words } from "@/messages/words";
import { editUpdate, withdrawIncident } from "../incidents";
import { cancelMaintenance } from "../maintenance";
import { withdrawNotice } from "../notices";
import { InvalidInput, Refusal } from "../refusal";
import { stamp } from "./context";
import { type Call, type Done, type Endpoint, reads, requireScope, writes } from "./endpoint";
import { examples } from "./examples";
import { patchIncident } from "./incident-changing";
import { postIncident } from "./incident-posting";
import {
  deleteQuery,
  type IncidentFields,
  incidentsQuery,
  pagingQuery,
  patchIncidentInput,
  patchUpdateInput,
  postIncidentInput,
} from "./inputs";
import { listAll, listUnresolved, listWork, paged } from "./lists";
import { patchNoticeAsIncident } from "./notice-changing";
import { answerOf, type Found, findRecord, showRecord } from "./records";
import { incidentShape, updateShape } from "./shapes";
import { whileThere } from "./while-there";
import { patchWindow } from "./window-changing";

const base = "/pages/{page_id}/incidents";
const one = `${base}/{incident_id}`;
const list = z.array(incidentShape);

const idOf = ({ params }: Call) => params.incident_id ?? "";

async function change(call: Call, fields: IncidentFields): Promise<Done> {
  const found = await findRecord(idOf(call));
  if (found.kind === "maintenance") return patchWindow(call, found.window, fields);
  requireScope(call.actor, "incidents");
  return found.kind === "incident"
    ? patchIncident(call, found.incident, fields)
    : patchNoticeAsIncident(call, found.notice, fields);
}

async function takeBack(call: Call, query: Record<string, unknown>): Promise<Done> {
  const found = await findRecord(idOf(call));
  const given = typeof query.reason === "string" ? query.reason : null;
  await whileThere(() => withdrawn(call, found, given));
  return { status: 200, subject: { kind: found.kind, id: idOf(call) } };
}

async function withdrawn(call: Call, found: Found, reason: string | null): Promise<void> {
  if (found.kind === "maintenance") {
    requireScope(call.actor, "maintenance");
    if (workBeganAt(found.window, Date.now()) !== null && !found.window.imported) {
      const sentence = "This work has begun, so it can’t be deleted. End it: PATCH its status to “completed”.";
      throw new InvalidInput({ form: sentence });
    }
    return cancelMaintenance(call.actor, {
      maintenanceId: found.window.id,
      reason: reason ?? words()("byApi.cancelled"),
    });
  }
  requireScope(call.actor, "incidents");
  if (found.kind === "notice") return withdrawNotice(call.actor, { noticeId: found.notice.id });
  const withdrawal = { incidentId: found.incident.id, reason: reason ?? words()("byApi.withdrawn") };
  return withdrawIncident(call.actor, withdrawal);
}

async function changeUpdate(call: Call, { incident_update: given }: z.output<typeof patchUpdateInput>): Promise<Done> {
  const found = await findRecord(idOf(call));
  const updateId = call.params.incident_update_id ?? "";
  const update = found.kind === "incident" ? found.incident.updates.find(({ id }) => id === updateId) : undefined;
  if (!update) throw new Refusal("not_found", "This incident has no update with this id that can be changed.");
  if (given.display_at && stamp(given.display_at) !== stamp(update.happenedAt)) {
    const sentence = "The time of an update stays. Post another update with its own happened_at.";
    throw new InvalidInput({ "incident_update.display_at": sentence });
  }
  const { body, effect, scope } = given;
  const after = { updateId, body: body ?? update.body, effect: effect ?? undefined, scope: scope ?? undefined };
  await whileThere(() => editUpdate(call.actor, after));
  return { status: 200, subject: { kind: idOf(call), id: updateId } };
}

async function showUpdate({ kind: incidentId, id }: { kind: string; id: string }) {
  const found = await findRecord(incidentId);
  const shown = (await answerOf(found)).incident_updates.find((each) => each.id === id);
  if (!shown) throw new Refusal("not_found");
  return shown;
}

export const incidentEndpoints: readonly Endpoint[] = [
  reads({
    path: base,
    name: "listIncidents",
    summary: "Incidents and planned work, newest first",
    query: incidentsQuery,
    answer: list,
    read: (_, query) => listAll(query),
  }),
  writes({
    methods: ["POST"],
    path: base,
    name: "postIncident",
    summary: "Opens an incident, records one that is over, or announces planned work",
    scopes: ["incidents", "maintenance"],
    status: 201,
    body: postIncidentInput,
    example: examples.postIncident,
    answer: incidentShape,
    prefix: "incident",
    write: (call, { incident }) => postIncident(call, incident),
    show: showRecord,
  }),
  ...lists(),
  reads({
    path: one,
    name: "getIncident",
    summary: "An incident or planned work",
    answer: incidentShape,
    read: async (call) => answerOf(await findRecord(idOf(call))),
  }),
  writes({
    methods: ["PATCH", "PUT"],
    path: one,
    name: "patchIncident",
    summary: "Posts an update, and changes what is given of an incident or planned work",
    scopes: ["incidents", "maintenance"],
    body: patchIncidentInput,
    example: examples.patchIncident,
    answer: incidentShape,
    prefix: "incident",
    write: (call, { incident }) => change(call, incident),
    show: showRecord,
  }),
  writes({
    methods: ["PATCH", "PUT"],
    path: `${one}/incident_updates/{incident_update_id}`,
    name: "patchIncidentUpdate",
    summary: "Changes what an update says; what it said before stays public",
    scopes: ["incidents"],
    body: patchUpdateInput,
    example: examples.patchIncidentUpdate,
    answer: updateShape,
    prefix: "incident_update",
    write: changeUpdate,
    show: showUpdate,
  }),
  writes({
    methods: ["DELETE"],
    path: one,
    name: "deleteIncident",
    summary: "Withdraws an incident, or cancels work that has not begun; its public record stays",
    scopes: ["incidents", "maintenance"],
    query: deleteQuery,
    body: z.unknown(),
    answer: incidentShape,
    prefix: "incident",
    write: (call, _, query) => takeBack(call, query),
    show: showRecord,
  }),
];

function lists(): Endpoint[] {
  const some = (word: string, name: string, summary: string, ask: () => Promise<unknown[]>) =>
    reads({
      path: `${base}/${word}`,
      name,
      summary,
      query: pagingQuery,
      answer: list,
      read: async (_, query) => paged(await ask(), query),
    });
  return [
    some("unresolved", "listUnresolved", "Incidents that are open", listUnresolved),
    some("upcoming", "listUpcoming", "Planned work that has not begun", () => listWork("scheduled")),
    some("scheduled", "listScheduled", "Planned work that is not over", () =>
      listWork("scheduled", "in_progress", "verifying"),
    ),
    some("active_maintenance", "listActiveMaintenance", "Planned work that is under way", () =>
      listWork("in_progress", "verifying"),
    ),
  ];
}
