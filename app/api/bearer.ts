import type { Actor } from "@/server/actor";
import { InvalidInput } from "@/server/refusal";
import { admit } from "@/server/token-door";

/** Whoever the request's token speaks for. Throws a `Refusal` without a valid one. */
export async function bearer({ headers }: Request): Promise<Actor> {
  const token = /^Bearer +(.+)$/i.exec(headers.get("authorization") ?? "")?.[1] ?? null;
  return admit(token, headers.get("x-candor-address") ?? "");
}

/** The JSON object of the request's body. */
export async function bodyOf(request: Request): Promise<object> {
  const body: unknown = await request.json().catch(() => null);
  if (typeof body === "object" && body !== null && !Array.isArray(body)) return body;
  throw new InvalidInput({ body: "Send a JSON object as the body." });
}
