import type { Id } from "@/domain/facts";
import type { RecordKind } from "../known-records";

/** What the public is given as printed bytes, at an address without its query. */
export type Document =
  | { kind: "page" | "missing" | "unreadable"; path: string }
  | { kind: RecordKind; path: string; id: Id };

export const pageDocument: Document = { kind: "page", path: "/" };
/** The one page of whatever is not there. */
export const missingDocument: Document = { kind: "missing", path: "/404" };

/** For a record of which only the database could tell whether it is there. */
export const unreadableDocument: Document = { kind: "unreadable", path: "/incidents/-" };

const folders: Record<string, RecordKind> = { incidents: "incident", maintenance: "maintenance" };
const folderOf: Record<RecordKind, string> = { incident: "incidents", maintenance: "maintenance" };

export function recordDocument(kind: RecordKind, id: Id): Document {
  return { kind, path: `/${folderOf[kind]}/${id}`, id };
}

/** Addresses that are answered by something else than a printed page. */
const others = /^\/(?:staff|api|v1|_next|accent|logo|holding|live|healthz|readyz|metrics)(?:\/|$)/;

/**
 * The document at a path; `null` where another part of Candor answers. `exists` tells which records there are, null where
 * nobody can: strangers can make up any path, and none of those costs more than the one page that says so.
 */
export function documentAt(path: string, exists: (kind: RecordKind, id: Id) => boolean | null): Document | null {
  if (path === "/") return pageDocument;
  const [, folder = "", id = ""] = /^\/([a-z]+)\/([a-z0-9]{1,64})\/?$/.exec(path) ?? [];
  const kind = folders[folder];
  if (kind) {
    const there = exists(kind, id);
    if (there === null) return unreadableDocument;
    return there ? recordDocument(kind, id) : missingDocument;
  }
  return others.test(path) ? null : missingDocument;
}
