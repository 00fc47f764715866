const codes =
  /^(?:P1001|P1002|P1008|P1017|P2024|P2028|ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|ETIMEDOUT|57P0[1-3]|08\w{3}|28\w{3}|3D000|53300)$/;
const sentences =
  /connection (?:terminated|closed|timeout)|terminating connection|not queryable|timeout exceeded when trying to connect|query read timeout|has closed the connection|can't reach database|not (?:currently )?accepting connections|shutting down|starting up|DatabaseNotReachable|ConnectionClosed|SocketTimeout/i;

/** Whether an error of the database says no more than that it can't be reached now. */
export function isAway(error: unknown): boolean {
  for (let each = error, depth = 0; each instanceof Error && depth < 5; each = each.cause, depth++) {
    const { code } = each as Error & { code?: unknown };
    if (typeof code === "string" && codes.test(code)) return true;
    if (sentences.test(each.message)) return true;
  }
  return false;
}

/** Thrown where only the database could help, and it is away. */
export class DatabaseAway extends Error {
  override readonly name = "DatabaseAway";

  constructor() {
    super("The database is away.");
  }
}
