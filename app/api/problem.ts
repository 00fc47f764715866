import { log } from "@/server/log";
import { InvalidInput, Refusal, type RefusalCode, refusalHeaders, refusalStatuses } from "@/server/refusal";

/** What went wrong, as problem details (RFC 9457). */
export function problem(error: unknown): Response {
  if (error instanceof InvalidInput)
    return told(422, "The request can’t be taken", error.message, { errors: error.fields });
  if (error instanceof Refusal) {
    return told(refusalStatuses[error.code], titles[error.code], error.message, {}, refusalHeaders(error));
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

/** For whatever method an address doesn't take. */
export function wrongMethod(allow: string): Response {
  return told(405, "This address takes other methods", `It takes ${allow}.`, {}, { allow });
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
