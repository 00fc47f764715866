import { z } from "zod";
import type { Instant } from "@/domain/facts";
import { type Actor, authorize } from "./actor";
import { database } from "./database";
import { parse } from "./input";
import { askWhileThere, orFromMemory } from "./memory";
import { write } from "./write";

export const embedPositions = ["top-left", "top-right", "bottom-left", "bottom-right"] as const;

const color = z
  .string({ error: "Write a colour as # and six digits, such as #2f6fde." })
  .regex(/^#[0-9a-fA-F]{6}$/, { error: "Write a colour as # and six digits, such as #2f6fde." })
  .toLowerCase();

export const changeStatusEmbedInput = z.object({
  position: z.enum(embedPositions, { error: `Choose one of: ${embedPositions.join(", ")}.` }),
  incidentBackground: color,
  incidentText: color,
  maintenanceBackground: color,
  maintenanceText: color,
});
export type StatusEmbed = z.output<typeof changeStatusEmbedInput>;

const usual: StatusEmbed = {
  position: "bottom-left",
  incidentBackground: "#a3131f",
  incidentText: "#ffffff",
  maintenanceBackground: "#1f5fa8",
  maintenanceText: "#ffffff",
};

/** How the box looks that other sites show while something is wrong or worked on. */
export async function changeStatusEmbed(
  actor: Actor | null,
  input: z.input<typeof changeStatusEmbedInput>,
  now?: Instant,
): Promise<void> {
  authorize(actor, "page.write");
  const after = parse(changeStatusEmbedInput, input);
  await write(
    actor,
    async (tx) => {
      const before = await tx.page.findUniqueOrThrow({ where: { id: "page" }, select: { statusEmbed: true } });
      await tx.page.update({ where: { id: "page" }, data: { statusEmbed: after } });
      const about = { type: "page.embed_changed", subjectKind: "page", subjectId: "page" };
      return { event: { ...about, before: chosenIn(before), after }, result: undefined };
    },
    { now },
  );
}

/** As it was chosen, or as it looks where nobody chose. */
export async function statusEmbed(): Promise<StatusEmbed> {
  return orFromMemory(
    async () => chosenIn(await database().page.findUnique({ where: { id: "page" }, select: { statusEmbed: true } })),
    () => usual,
  );
}

/** As it was chosen; null where nobody chose. Rejects while the database is away. */
export async function chosenStatusEmbed(): Promise<StatusEmbed | null> {
  const row = await askWhileThere(() =>
    database().page.findUnique({ where: { id: "page" }, select: { statusEmbed: true } }),
  );
  return row?.statusEmbed ? chosenIn(row) : null;
}

function chosenIn(row: { statusEmbed: unknown } | null): StatusEmbed {
  const chosen = changeStatusEmbedInput.safeParse(row?.statusEmbed);
  return chosen.success ? chosen.data : usual;
}
