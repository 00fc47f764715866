import type { Endpoint } from "./endpoint";

type Json = Record<string, unknown>;

const sentences: Record<number, string> = {
  400: "The request can’t be read.",
  401: "There is no token, or none that is valid.",
  403: "The token may not do this.",
  404: "Nothing has this id.",
  405: "This address takes other methods; `Allow` says which.",
  409: "Somebody else changed it in the meantime, or a request with the same Idempotency-Key is still being done.",
  413: "The body is too large.",
  415: "The body has a type that is not taken.",
  422: "The request can’t be taken; `errors` names the fields.",
  429: "The token asks too often.",
  500: "Something broke on our side; `error` says how the log knows it.",
  503: "The database is away, and only it could take this.",
};

const retryAfter = { "Retry-After": { schema: { type: "integer" }, description: "Seconds." } };

/** What each failure is, for all operations. */
export const failures: Json = Object.fromEntries(
  Object.entries(sentences).map(([status, description]) => [
    `Error${status}`,
    {
      description,
      content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } },
      ...(["409", "429", "503"].includes(status) && { headers: retryAfter }),
    },
  ]),
);

/** How an operation can fail. */
export function failuresOf({ does, path }: Endpoint): Json {
  const always = [400, 401, 405, 422, 429, 503, ...(path === "/pages" ? [] : [404])];
  const statuses = does === "read" ? always : [...always, 403, 409, 413, 415];
  const ref = (status: number) => ({ $ref: `#/components/responses/Error${status}` });
  return { ...Object.fromEntries(statuses.map((status) => [status, ref(status)])), default: ref(500) };
}
