import { z } from "zod";
import { componentStatuses, impacts } from "@/domain/status";
import { earliest, storable } from "../../input";
import { faultIn } from "../fault";
import { MovingProblem } from "../problem";

/** Milliseconds since 1970, from RFC 3339. */
const time = z.iso.datetime({ offset: true }).transform((text) => Math.max(earliest, Date.parse(text)));
const text = z.string().transform(storable);
const id = text.pipe(z.string().min(1).max(100));

/** Old maintenances have an element that only says that nothing was affected. */
const affected = z.object({
  code: id.nullish(),
  name: text.nullish(),
  new_status: z.enum(componentStatuses).nullish(),
});

const update = z.object({
  id,
  status: z.enum([
    "investigating",
    "identified",
    "monitoring",
    "resolved",
    "postmortem",
    "scheduled",
    "in_progress",
    "verifying",
    "completed",
  ]),
  body: text.nullish(),
  created_at: time,
  display_at: time.nullish(),
  affected_components: z.array(affected).nullish(),
});

const incident = z.object({
  id,
  name: text,
  status: update.shape.status,
  created_at: time,
  updated_at: time.nullish(),
  resolved_at: time.nullish(),
  impact: z.enum([...impacts, "maintenance"]),
  page_id: id.nullish(),
  incident_updates: z.array(update),
  components: z.array(z.object({ id })).nullish(),
  scheduled_for: time.nullish(),
  scheduled_until: time.nullish(),
  scheduled_auto_completed: z.boolean().nullish(),
  postmortem_body: text.nullish(),
  postmortem_published_at: time.nullish(),
});

const component = z.object({
  id,
  name: text,
  status: z.enum(componentStatuses).default("operational"),
  created_at: time,
  updated_at: time.nullish(),
  /** Of groups it may be a text. */
  position: z.coerce.number().nullish(),
  description: text.nullish(),
  start_date: z.iso.date().nullish(),
  group_id: id.nullish(),
  group: z.boolean().nullish(),
  showcase: z.boolean().nullish(),
  only_show_if_degraded: z.boolean().nullish(),
  page_id: id.nullish(),
});

const page = z.object({ id, name: text, url: text.nullish(), time_zone: text.nullish() });

const document = z.object({
  page: page.optional(),
  components: z.array(component).optional(),
  incidents: z.array(incident).optional(),
  scheduled_maintenances: z.array(incident).optional(),
});

export type SourceUpdate = z.output<typeof update>;
export type SourceIncident = z.output<typeof incident>;
export type SourceComponent = z.output<typeof component>;
export type SourcePage = z.output<typeof page>;

/** All that documents of one page tell, each thing once. */
export type Source = {
  page: SourcePage;
  components: SourceComponent[];
  incidents: SourceIncident[];
  maintenances: SourceIncident[];
};

/** One document, and where it came from. */
export type Told = { from: string; json: unknown };

/** Puts documents of one page together. Throws `MovingProblem`, which names the field that is not as it should be. */
export function sourceIn(documents: readonly Told[]): Source {
  const read = documents.map(({ from, json }) => readDocument(from, json));
  const components = newest(read.flatMap((each) => each.components ?? []));
  const told = newest(read.flatMap((each) => [...(each.incidents ?? []), ...(each.scheduled_maintenances ?? [])]));
  const page = pageOf(
    read.flatMap((each) => each.page ?? []),
    [...told, ...components],
  );
  if (components.length + told.length === 0)
    throw new MovingProblem(`${documents[0]?.from ?? "The source"} has neither components nor incidents.`);
  return {
    page,
    components,
    incidents: told.filter((each) => !isPlanned(each)),
    maintenances: told.filter(isPlanned),
  };
}

/** Whether it is maintenance: it has a start and an end from the beginning. */
export function isPlanned({ scheduled_for, scheduled_until }: SourceIncident): boolean {
  return typeof scheduled_for === "number" && typeof scheduled_until === "number";
}

function readDocument(from: string, json: unknown): z.output<typeof document> {
  const parsed = document.safeParse(Array.isArray(json) ? listed(json) : json);
  if (parsed.success) return parsed.data;
  throw new MovingProblem(`${from} is not what a Statuspage writes: ${faultIn(parsed.error)}.`);
}

/** A list as the write API gives it: of incidents, of components, or of groups with their members' ids. */
function listed(list: readonly unknown[]): unknown {
  const [first] = list;
  const has = (key: string) => typeof first === "object" && first !== null && key in first;
  if (has("incident_updates")) return { incidents: list };
  if (has("status") || list.length === 0) return { components: list };
  return { components: list.map((group) => ({ ...(group as object), group: true })) };
}

/** Of what is told several times the newest, in the order of first mention. */
function newest<T extends { id: string; updated_at?: number | null | undefined }>(all: readonly T[]): T[] {
  const found = new Map<string, T>();
  for (const each of all) {
    const known = found.get(each.id);
    if (!known || (each.updated_at ?? 0) > (known.updated_at ?? 0)) found.set(each.id, each);
  }
  return [...found.values()];
}

function pageOf(pages: readonly SourcePage[], things: readonly { page_id?: string | null | undefined }[]): SourcePage {
  const ids = new Set([...pages.map(({ id }) => id), ...things.flatMap(({ page_id }) => page_id ?? [])]);
  const [only, other] = ids;
  if (!only) throw new MovingProblem("Nothing here says which page it is of: page.id, or page_id of an incident.");
  if (other) throw new MovingProblem(`Here are two pages, ${only} and ${other}. Bring in one after the other.`);
  return pages[0] ?? { id: only, name: "" };
}
