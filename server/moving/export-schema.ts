import { z } from "zod";
import { componentStatuses, expectedEffects, impacts, incidentStatuses, maintenanceStatuses } from "@/domain/status";
import { isTimeZone } from "@/domain/zone";
import { logoImage } from "../logo";

/** Named in the file; a later way of writing has a higher number. */
export const format = "candor-export";
export const formatVersion = 1;

/** A time, `2016-07-26T14:00:00.000Z` in the file, as the database has it. */
const time = z.codec(z.iso.datetime({ precision: 3 }), z.date(), {
  decode: (text) => new Date(text),
  encode: (date) => date.toISOString(),
});
const id = z.string().regex(/^[a-z0-9]{1,64}$/, { error: "An id has small letters and digits only." });
const text = z.string().refine((given) => !given.includes("\0"), { error: "PostgreSQL takes no NUL." });
const whole = z.int();
const zone = text.refine(isTimeZone, { error: "There is no such time zone." });
const link = text.refine((given) => /^(?:https?|mailto):$/.test(URL.parse(given)?.protocol ?? ""), {
  error: "A link begins with https://, http:// or mailto:.",
});
const told = z.record(z.string(), z.unknown());

const claim = z.strictObject({ componentId: id, status: z.enum(componentStatuses) });
const effect = z.strictObject({ componentId: id, effect: z.enum(expectedEffects) });

const page = z.strictObject({
  /** What programs know the page by. */
  id: z.string().regex(/^[a-z0-9]{12}$/),
  name: text,
  timeZone: zone,
  supportLink: link.nullable(),
  accentColor: z
    .string()
    .regex(/^#[0-9a-f]{6}$/)
    .nullable(),
  logo: text.refine((given) => logoImage(given) !== null, { error: "This is no image." }).nullable(),
  setUpAt: time.nullable(),
  noticeMinutes: whole,
  shortNoticeMinutes: whole,
  graceMinutes: whole,
  statusEmbed: told.nullable(),
  createdAt: time,
});

const group = z.strictObject({ id, name: text, position: whole });

const component = z.strictObject({
  id,
  slug: text,
  name: text,
  description: text.nullable(),
  groupId: id.nullable(),
  position: whole,
  startAt: time,
  archivedAt: time.nullable(),
});

const baseChange = z.strictObject({
  id,
  componentId: id,
  status: z.enum(componentStatuses),
  happenedAt: time,
  postedAt: time,
});

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

const incident = z.strictObject({
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

const maintenance = z.strictObject({
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

const series = z.strictObject({
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

const notice = z.strictObject({
  id,
  title: text,
  body: text,
  fromAt: time,
  untilAt: time.nullable(),
  postedAt: time,
  withdrawnAt: time.nullable(),
});

const template = z.strictObject({
  id,
  name: text,
  status: z.enum(incidentStatuses),
  body: text,
  effect: text.nullable(),
  position: whole,
});

const importedRecord = z.strictObject({ source: text, kind: text, sourceId: text, ownId: text, made: z.boolean() });

const event = z.strictObject({
  at: time,
  actorKind: text,
  actorId: text.nullable(),
  actorName: text,
  type: text,
  subjectKind: text,
  subjectId: text,
  before: told.nullable(),
  after: told.nullable(),
});

/** All that a page is made of, in the order of the file; docs/EXPORT.md says what is not in it. */
export const contents = {
  page,
  groups: z.array(group),
  components: z.array(component),
  baseChanges: z.array(baseChange),
  incidents: z.array(incident),
  series: z.array(series),
  maintenances: z.array(maintenance),
  notices: z.array(notice),
  templates: z.array(template),
  /** The names of those who wrote updates; nothing else is known of them. */
  authors: z.array(z.strictObject({ id, name: text })),
  importedRecords: z.array(importedRecord),
  /** Who changed what, oldest first. */
  events: z.array(event),
};

export const exportSchema = z.strictObject({
  format: z.literal(format),
  formatVersion: z.literal(formatVersion),
  /** The version of the Candor that wrote it. */
  candor: text,
  exportedAt: time,
  ...contents,
});

/** With times as dates, as the database has them. */
export type Export = z.output<typeof exportSchema>;
export type Contents = Omit<Export, "format" | "formatVersion" | "candor" | "exportedAt">;
