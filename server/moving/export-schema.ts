import { z } from "zod";
import { componentStatuses, incidentStatuses } from "@/domain/status";
import { logoImage } from "../logo";
import { id, link, text, time, told, whole, zone } from "./export-fields";
import { incident, maintenance, series } from "./export-records";

/** Named in the file; a later way of writing has a higher number. */
export const format = "candor-export";
export const formatVersion = 1;

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

const group = z.strictObject({ id, name: text, description: text.nullable(), position: whole });

const component = z.strictObject({
  id,
  slug: text,
  name: text,
  description: text.nullable(),
  groupId: id.nullable(),
  position: whole,
  startAt: time,
  archivedAt: time.nullable(),
  showcase: z.boolean().nullable(),
  onlyShowIfDegraded: z.boolean().nullable(),
});

const baseChange = z.strictObject({
  id,
  componentId: id,
  status: z.enum(componentStatuses),
  happenedAt: time,
  postedAt: time,
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
