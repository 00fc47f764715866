import { eventually, type RunningCandor } from "./candor";
import { copiesSettle, copyIn } from "./copies";
import { attribute, page } from "./served-page";

/**
 * Plays a scene of the screenshots into the database of a running Candor, through the commands, and waits until its
 * page and the copies show it. Gives the paths that the scene is about.
 */
export async function playScene(candor: RunningCandor, name: string): Promise<string[]> {
  process.env.DATA_DIR = candor.dataDir;
  delete process.env.DATABASE_URL;
  const { emptyDatabase } = await import("@/scripts/empty-database");
  const { scenes } = await import("@/scripts/screenshot-scenes");
  const { database } = await import("@/server/database");
  await emptyDatabase();
  const paths = (await scenes[name]?.(Date.now())) ?? [];
  const [row] = await database().$queryRaw<{ revision: number }[]>`SELECT revision FROM page`;
  const revision = String(row?.revision);
  const files = ["index.html", ...paths.filter((path) => path !== "/").map((path) => `${path.slice(1)}/index.html`)];
  const isOfRevision = (html: string) => attribute(html, "data-revision") === revision;
  await eventually(() => page(candor.url), isOfRevision);
  for (const file of files) await eventually(() => copyIn(candor, file), isOfRevision);
  await copiesSettle(candor);
  return paths;
}
