import { database } from "@/server/database";

const tries = 20;

/** Takes every row out of every table, for pictures and tests that begin anew, while a Candor may be reading them. */
export async function emptyDatabase(): Promise<void> {
  for (let left = tries; ; left--) {
    try {
      return await truncateAll();
    } catch (error) {
      // A reader that holds one table and waits for another: PostgreSQL ends one of the two.
      if (left <= 1 || !String(error).includes("40P01")) throw error;
    }
  }
}

async function truncateAll(): Promise<void> {
  const tables = await database().$queryRaw<{ name: string }[]>`
    SELECT quote_ident(tablename) AS name FROM pg_tables
    WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`;
  await database().$executeRawUnsafe(`TRUNCATE ${tables.map(({ name }) => name).join(", ")}`);
}
