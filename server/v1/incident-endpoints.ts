import { z } from "zod";
import { type Call, type Done, type Endpoint, reads, requireScope, writes } from "./endpoint";
import { examples } from "./examples";
import { patchIncident } from "./incident-changing";
import { type IncidentFields, patchIncidentInput, patchUpdateInput, postIncidentInput } from "./incident-inputs";
import { postIncident } from "./incident-posting";
import { changeUpdate, showUpdate } from "./incident-updates";
import { takeBack } from "./incident-withdrawing";
import { deleteQuery, incidentsQuery, pagingQuery } from "./inputs";
import { listAll, listUnresolved, listWork, paged } from "./lists";
import { patchNoticeAsIncident } from "./notice-changing";
import { answerOf, findRecord, showRecord } from "./records";
import { incidentShape, updateShape } from "./shapes";
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
    scopes: ["incidents", "maintenance"],
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
