import { Refusal } from "./refusal";

export const permissions = [
  "incidents.write",
  "maintenance.write",
  "components.write",
  "notices.write",
  "templates.write",
  "page.write",
  "subscribers.write",
  "people.write",
  "redact",
] as const;
export type Permission = (typeof permissions)[number];

/** Whoever asks for a change; sessions and tokens both become one at the door. */
export type Actor = {
  kind: "staff" | "token" | "system";
  id: string | null;
  name: string;
  permissions: readonly Permission[];
};

const responderPermissions: readonly Permission[] = permissions.slice(0, permissions.indexOf("page.write"));

/** Candor itself, and whoever works on its machine. */
export const systemActor: Actor = { kind: "system", id: null, name: "Candor", permissions };

/** The actor that a signed-in person is. */
export function actorOf(person: { id: string; name: string; role: "owner" | "responder" }): Actor {
  const granted = person.role === "owner" ? permissions : responderPermissions;
  return { kind: "staff", id: person.id, name: person.name, permissions: granted };
}

/** Throws a `Refusal` when there is no actor, or when it lacks the permission. `anyone` admits all, on purpose. */
export function authorize(actor: Actor | null, permission: "anyone"): void;
export function authorize(actor: Actor | null, permission: Permission): asserts actor is Actor;
export function authorize(actor: Actor | null, permission: Permission | "anyone"): void {
  if (permission === "anyone") return;
  if (!actor) throw new Refusal("unauthenticated");
  if (!actor.permissions.includes(permission)) throw new Refusal("forbidden");
}
