import { z } from "zod";
import { embedPositions } from "../status-embed";
import { day, flag, ids, inputs, oneOf, stateOrNothing, text, time } from "./fields";

const componentFields = z.object({
  name: text.meta({ maxLength: 255 }),
  description: text.meta({ maxLength: 500 }).nullish(),
  status: stateOrNothing.nullish(),
  group_id: text.nullish(),
  start_date: day.nullish().describe("The first day of which something is known; not later than today."),
  only_show_if_degraded: flag.nullish().describe("Kept and given back; the page shows each component all the same."),
  showcase: flag.nullish().describe("Kept and given back; there are no charts that it would hide."),
});
export type ComponentFields = Partial<z.output<typeof componentFields>>;

export const postComponentInput = z.object({ component: componentFields }).register(inputs, { id: "PostComponent" });
export const patchComponentInput = z
  .object({ component: componentFields.partial() })
  .register(inputs, { id: "PatchComponent" });

/** Old clients send it beside the group; within it works too. */
const ofGroup = text.meta({ maxLength: 500 }).nullish();
const groupFields = z.object({ name: text.meta({ maxLength: 255 }), components: ids, description: ofGroup });
export const postGroupInput = z
  .object({ description: ofGroup, component_group: groupFields })
  .register(inputs, { id: "PostComponentGroup" });
export const patchGroupInput = z
  .object({ description: ofGroup, component_group: groupFields.partial() })
  .register(inputs, { id: "PatchComponentGroup" });
export type GroupFields = z.output<typeof patchGroupInput>;

export const patchPageInput = z
  .object({
    page: z.object({
      name: text.meta({ maxLength: 100 }).nullish(),
      time_zone: text.nullish().describe("An IANA name."),
      support_url: text.nullish(),
    }),
  })
  .register(inputs, { id: "PatchPage" });

const color = text.meta({ pattern: "^#[0-9a-fA-F]{6}$" }).nullish();
export const patchEmbedInput = z
  .object({
    status_embed_config: z.object({
      position: oneOf(embedPositions).nullish(),
      incident_background_color: color,
      incident_text_color: color,
      maintenance_background_color: color,
      maintenance_text_color: color,
    }),
  })
  .register(inputs, { id: "PatchStatusEmbedConfig" });

const noticeFields = z.object({
  title: text.meta({ maxLength: 255 }),
  body: text.meta({ maxLength: 25_000 }),
  from: time.nullish().describe("From when it is shown; now where it is absent."),
  until: time.nullish().describe("Until when; until it is withdrawn where it is null."),
});
export const postNoticeInput = z.object({ notice: noticeFields }).register(inputs, { id: "PostNotice" });
export const patchNoticeInput = z.object({ notice: noticeFields.partial() }).register(inputs, { id: "PatchNotice" });

const whole = (least: number, most: number) => {
  const error = `Send a whole number from ${least} to ${most}.`;
  return z.coerce.number({ error }).int({ error }).min(least, { error }).max(most, { error });
};
const page = whole(1, 1_000_000).default(1).describe("Counted from 1.");

export const pagingQuery = z.object({ page, per_page: whole(1, 100).default(100) });
export const incidentsQuery = z.object({
  page,
  limit: whole(1, 100).default(100),
  q: z.string().max(200).optional().describe("Words of the name or of an update."),
});
export const uptimeQuery = z.object({
  start: time.optional(),
  end: time.optional(),
  skip_related_events: z.string().optional(),
});
export const deleteQuery = z.object({
  reason: z.string().max(300).optional().describe("Ours: why it is taken back; public."),
});
