import { z } from "zod";
import { componentStatuses, expectedEffects, impacts, incidentStatuses, maintenanceStatuses } from "@/domain/status";
import { id, text, time, whole, zone } from "./export-fields";

const claim = z.strictObject({ componentId: id, status: z.enum(componentStatuses) });
const effect = z.strictObject({ componentId: id, effect: z.enum(expectedEffects) });

const updateEdit = z.strictObject({
  id,
  at: time,
  bodyBefore: text,
  effectBefore: text.nullable(),
  scopeBefore: text.nullable(),
});

const incidentUpdate = z.strictObject({
  id,
  status: z.enum(incidentStatuses),
  body: text,
  effect: text.nullable(),
  scope: text.nullable(),
  happenedAt: time,
  postedAt: time,
  nextUpdateBy: time.nullable(),
  filedAt: time.nullable(),
  authorId: id.nullable(),
  claims: z.array(claim),
  edits: z.array(updateEdit),
});

const offline = z.strictObject({
  id,
  componentId: id,
  fromAt: time,
  toAt: time.nullable(),
  reason: text,
  postedAt: time,
  endPostedAt: time.nullable(),
});

const incidentChange = z.strictObject({
  id,
  at: time,
  nameFrom: text.nullable(),
  nameTo: text.nullable(),
  impactChanged: z.boolean(),
  impactFrom: z.enum(impacts).nullable(),
  impactTo: z.enum(impacts).nullable(),
});

export const incident = z.strictObject({
  id,
  name: text,
  version: whole,
  impactOverride: z.enum(impacts).nullable(),
  limitedDetail: z.boolean(),
  createdAt: time,
  withdrawnAt: time.nullable(),
  withdrawnReason: text.nullable(),
  maintenanceId: id.nullable(),
  updates: z.array(incidentUpdate),
  offline: z.array(offline),
  redactions: z.array(z.strictObject({ id, at: time, reason: text })),
  changes: z.array(incidentChange),
});

const announcement = z.strictObject({
  id,
  announcedAt: time,
  name: text,
  message: text,
  autoComplete: z.boolean(),
  noticeMinutes: whole,
  shortNoticeMinutes: whole,
  startAt: time,
  endAt: time,
  components: z.array(effect),
});

const maintenanceUpdate = z.strictObject({
  id,
  status: z.enum(maintenanceStatuses),
  body: text,
  authorId: id.nullable(),
  happenedAt: time,
  postedAt: time,
});

export const maintenance = z.strictObject({
  id,
  version: whole,
  seriesId: id.nullable(),
  occurrence: text.nullable(),
  actualStart: time.nullable(),
  actualEnd: time.nullable(),
  endedAutomatically: z.boolean(),
  imported: z.boolean(),
  recordedAt: time.nullable(),
  cancelledAt: time.nullable(),
  cancelledReason: text.nullable(),
  incidentAt: time.nullable(),
  announcements: z.array(announcement),
  updates: z.array(maintenanceUpdate),
});

export const series = z.strictObject({
  id,
  version: whole,
  name: text,
  message: text,
  autoComplete: z.boolean(),
  timeZone: zone,
  startsLocal: text,
  durationMinutes: whole,
  rule: text,
  leadMinutes: whole,
  skipped: z.array(text),
  createdAt: time,
  endedAt: time.nullable(),
  effects: z.array(effect),
});
