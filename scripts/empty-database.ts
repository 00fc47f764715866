import { database } from "@/server/database";

/** Takes every row out of every table, for pictures and tests that begin anew. */
export async function emptyDatabase(): Promise<void> {
  const tables = await database().$queryRaw<{ name: string }[]>`
    SELECT quote_ident(tablename) AS name FROM pg_tables
    WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`;
  await database().$executeRawUnsafe(`TRUNCATE ${tables.map(({ name }) => name).join(", ")}`);
}
