import { log } from "@/server/log";
import { InvalidInput, Refusal, type RefusalCode } from "@/server/refusal";

const statuses: Record<RefusalCode, number> = {
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  throttled: 429,
};

/** What went wrong, as problem details (RFC 9457). */
export function problem(error: unknown): Response {
  if (error instanceof InvalidInput)
    return told(422, "The request can’t be taken", error.message, { errors: error.fields });
  if (error instanceof Refusal) {
    const challenge = error.code === "unauthenticated" ? { "www-authenticate": "Bearer" } : undefined;
    return told(statuses[error.code], titles[error.code], error.message, {}, challenge);
  }
  log().error({ err: error }, "A request could not be answered");
  return told(
    503,
    "Not confirmed",
    "Something broke on our side. Send the same request again.",
    {},
    { "retry-after": "10" },
  );
}

const titles: Record<RefusalCode, string> = {
  unauthenticated: "A valid token is needed",
  forbidden: "The token may not do this",
  not_found: "Not there",
  conflict: "Changed in the meantime",
  throttled: "Too many requests",
};

function told(
  status: number,
  title: string,
  detail: string,
  more: object,
  headers: Record<string, string> = {},
): Response {
  const body = { type: "about:blank", title, status, detail, ...more };
  return Response.json(body, {
    status,
    headers: { "content-type": "application/problem+json", "cache-control": "no-store", ...headers },
  });
}
