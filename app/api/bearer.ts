import type { Actor } from "@/server/actor";
import { InvalidInput, Refusal } from "@/server/refusal";
import { tokenActor } from "@/server/tokens";

/** Whoever the request's token speaks for. Throws a `Refusal` without a valid one. */
export async function bearer(request: Request): Promise<Actor> {
  const token = /^Bearer +(.+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  const actor = token ? await tokenActor(token) : null;
  if (!actor) throw new Refusal("unauthenticated", "Send “Authorization: Bearer …” with a valid API token.");
  return actor;
}

/** The JSON object of the request's body. */
export async function bodyOf(request: Request): Promise<object> {
  const body: unknown = await request.json().catch(() => null);
  if (typeof body === "object" && body !== null && !Array.isArray(body)) return body;
  throw new InvalidInput({ body: "Send a JSON object as the body." });
}
