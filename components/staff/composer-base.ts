import type { Id, Incident, Instant } from "@/domain/facts";
import {
  claimsOf,
  componentsTouched,
  currentEffect,
  currentScope,
  incidentStatusAt,
  openOffline,
} from "@/domain/incident";
import type { IncidentStatus } from "@/domain/status";
import { type ComponentStates, type ComposerFields, usualNext } from "./composer-fields";

/** What holds before the draft: a draft tells only what differs from it. */
export type ComposerBase = { status: IncidentStatus; effect: string; scope: string; states: ComponentStates };

export function composerBase(incident: Incident, now: Instant): ComposerBase {
  const claims = claimsOf(incident, now);
  const offline = new Set(openOffline(incident, now).map(({ componentId }) => componentId));
  const touched = componentsTouched(incident, now).filter((id) => !offline.has(id));
  return {
    status: incidentStatusAt(incident, now) ?? "investigating",
    effect: currentEffect(incident, now) ?? "",
    scope: currentScope(incident, now) ?? "",
    states: Object.fromEntries(touched.map((id) => [id, claims.get(id) ?? "operational"])),
  };
}

/** The composer as it opens: the incident as it stands, and half an hour until the next update. */
export function composerStart(base: ComposerBase): ComposerFields {
  return {
    status: base.status,
    statusWas: base.status,
    body: "",
    effect: base.effect,
    scope: base.scope,
    effectWas: base.effect,
    scopeWas: base.scope,
    states: base.states,
    statesWere: base.states,
    offline: [],
    offlineReason: "",
    back: {},
    happenedAt: "",
    next: usualNext,
    nextAt: "",
    reopen: false,
  };
}

/** The same draft on top of what holds by now: what the draft left alone follows, what it changed stays. */
export function rebased(fields: ComposerFields, base: ComposerBase): ComposerFields {
  const changed = Object.entries(fields.states).filter(([id, status]) => fields.statesWere[id] !== status);
  return {
    ...fields,
    status: fields.status === fields.statusWas ? base.status : fields.status,
    statusWas: base.status,
    effect: fields.effect === fields.effectWas ? base.effect : fields.effect,
    scope: fields.scope === fields.scopeWas ? base.scope : fields.scope,
    effectWas: base.effect,
    scopeWas: base.scope,
    states: { ...base.states, ...Object.fromEntries(changed) },
    statesWere: base.states,
  };
}

export function namesOf(ids: Iterable<Id>, components: readonly { id: Id; name: string }[]): string[] {
  const names = new Map(components.map(({ id, name }) => [id, name]));
  return [...ids].map((id) => names.get(id) ?? "a component that is not there any more");
}
