import { z } from "zod";

export const direction = z.enum(["up", "down"], { error: "Choose up or down." });
export type Direction = z.infer<typeof direction>;

/** The list with one item moved by one place; unchanged at the end of the list. */
export function moved<T extends { id: string }>(items: readonly T[], id: string, towards: Direction): T[] {
  const from = items.findIndex((item) => item.id === id);
  const to = towards === "up" ? from - 1 : from + 1;
  const [item, other] = [items[from], items[to]];
  if (!item || !other) return [...items];
  return items.map((each, at) => (at === from ? other : at === to ? item : each));
}
