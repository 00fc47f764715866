import { type Permission, permissions } from "./actor";

/** What a token may do. Each of them may read; `subscribers` is for those whom the page tells by itself. */
export const scopes = ["read", "incidents", "maintenance", "components", "subscribers", "all"] as const;
export type Scope = (typeof scopes)[number];

const granted: Record<Scope, readonly Permission[]> = {
  read: [],
  incidents: ["incidents.write", "notices.write"],
  maintenance: ["maintenance.write"],
  components: ["components.write"],
  subscribers: ["subscribers.write"],
  all: permissions.filter((permission) => !["people.write", "redact"].includes(permission)),
};

/** The permissions that a token's scopes give; tokens of earlier versions hold permissions themselves. */
export function permissionsOf(held: readonly string[]): Permission[] {
  const given = new Set<string>(held.flatMap((scope) => granted[scope as Scope] ?? scope));
  return permissions.filter((permission) => given.has(permission));
}

/** Whether whoever has these permissions may do what the scope is for. */
export function covers(held: readonly Permission[], scope: Scope): boolean {
  return granted[scope].every((permission) => held.includes(permission));
}
