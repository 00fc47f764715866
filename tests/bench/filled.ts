import type { Candor } from "./candor";
import { says } from "./candor";
import type { Size } from "./many";
import type { Stage } from "./part";
import { node, runToEnd } from "./program";

/** The page that is measured where nothing else is said: one incident open, 20 more in the last days. */
export const usual: Size = { components: 12, recent: 19, past: 0, open: true };

/** Makes the page of a running Candor as large as that, and resolves when it shows it. */
export async function fillCandor(stage: Stage, candor: Candor, size: Size): Promise<void> {
  await fillFolder(stage, candor.dataDir, size);
  await says(candor, "Larkspur");
}

/** The same for the data folder of a Candor that may be there or not. */
export async function fillFolder(stage: Stage, dataDir: string, size: Size): Promise<void> {
  await runToEnd(stage, [...node, "tests/bench/many.ts", JSON.stringify(size)], { env: { DATA_DIR: dataDir } });
}
