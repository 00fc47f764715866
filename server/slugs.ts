import slugify from "@sindresorhus/slugify";
import type { Tx } from "./write";

/** What a component's holding page is called in addresses: after its name, with a number where that is taken. */
export async function freeSlug(tx: Tx, name: string): Promise<string> {
  const plain = slugify(name).slice(0, 60).replace(/-+$/, "") || "component";
  const rows = await tx.component.findMany({ where: { slug: { startsWith: plain } }, select: { slug: true } });
  const taken = new Set(rows.map(({ slug }) => slug));
  if (!taken.has(plain)) return plain;
  let number = 2;
  while (taken.has(`${plain}-${number}`)) number++;
  return `${plain}-${number}`;
}
