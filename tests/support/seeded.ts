import { runScript } from "./script";

/** Fills the page of a running Candor with the example, through the editor's own commands. */
export async function seedCandor(dataDir: string): Promise<void> {
  const seed = runScript("prisma/seed.ts", [], { DATA_DIR: dataDir });
  if ((await seed.ended) !== 0) throw new Error(seed.output());
}
