import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "@/generated/prisma/client";
import { log } from "./log";
import { remember } from "./remember";
import { settings } from "./settings";

const seconds = 1000;

/** This process's database, that of its settings; connects with its first query. */
export function database(): PrismaClient {
  return remember("database", () => connectDatabase(settings().databaseUrl));
}

/** A client of its own for the database at `url`; whoever asks for it calls `$disconnect`. */
export function connectDatabase(url: string): PrismaClient {
  const adapter = new PrismaPg(
    {
      connectionString: url,
      application_name: "candor",
      max: 10,
      // Whoever waits is told in seconds, and the editor goes on without the database.
      connectionTimeoutMillis: 3 * seconds,
      query_timeout: 8 * seconds,
      // Later than ours, which is known for what it is.
      statement_timeout: 10 * seconds,
      idle_in_transaction_session_timeout: 20 * seconds,
      keepAlive: true,
    },
    { onPoolError: (err) => log().warn({ err }, "A connection to the database was lost") },
  );
  return new PrismaClient({
    adapter,
    transactionOptions: { maxWait: 10 * seconds, timeout: 15 * seconds },
    errorFormat: "minimal",
  });
}
