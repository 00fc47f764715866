import { randomUUID } from "node:crypto";
import { DatabaseAway, isAway } from "../database-away";
import { log } from "../log";
import { InvalidInput, Refusal, refusalHeaders, refusalStatuses } from "../refusal";

/** The request can't be read at all; `field` where one of its parts is to blame. */
export class Unreadable extends Error {
  override readonly name = "Unreadable";
  readonly status: 400 | 405 | 413 | 415;
  readonly field: string | null;
  readonly headers: Record<string, string>;

  constructor(
    status: 400 | 405 | 413 | 415,
    message: string,
    { field = null, headers = {} }: { field?: string | null; headers?: Record<string, string> } = {},
  ) {
    super(message);
    this.status = status;
    this.field = field;
    this.headers = headers;
  }
}

const retryAfterSeconds = 5;

/**
 * What went wrong, in the form of old clients: `error` is a sentence, or a list of them where fields are to blame;
 * `message` says the same as one text, and `errors` has a sentence for each field.
 */
export function failure(error: unknown): Response {
  if (error instanceof InvalidInput) return told(422, fieldsOf(error.fields));
  if (error instanceof Unreadable) {
    const body = error.field === null ? { error: error.message } : fieldsOf({ [error.field]: error.message });
    return told(error.status, body, error.headers);
  }
  if (error instanceof Refusal) return told(refusalStatuses[error.code], refusalBody(error), refusalHeaders(error));
  const later = { "retry-after": String(retryAfterSeconds) };
  if (error instanceof DatabaseAway || isAway(error)) {
    const sentence =
      "The database is away, so nothing is confirmed. Send the same request again, with the same Idempotency-Key.";
    return told(503, { error: sentence }, later);
  }
  const id = randomUUID().slice(0, 8);
  log().error({ err: error, id }, "A request to the API could not be answered");
  return told(500, { error: `Something broke on our side. The log knows this as ${id}.` });
}

function refusalBody({ code, message }: Refusal) {
  // What old clients look for.
  return code === "unauthenticated" ? { error: "Could not authenticate", message } : { error: message };
}

function fieldsOf(errors: Record<string, string>) {
  return { error: Object.entries(errors).map(([field, sentence]) => `${field}: ${sentence}`), errors };
}

type Body = { error: string | string[]; message?: string; errors?: Record<string, string> };

function told(status: number, { error, message = [error].flat().join(" "), ...rest }: Body, headers = {}): Response {
  return Response.json({ error, message, ...rest }, { status, headers: { "cache-control": "no-store", ...headers } });
}
