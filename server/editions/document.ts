import type { Id } from "@/domain/facts";
import type { RecordKind } from "../known-records";
import type { ProgramDocument } from "../programs/documents";

/** A page that people read, printed by Next. */
export type PageDocument =
  | { kind: "page" | "missing" | "unreadable"; path: string }
  | { kind: RecordKind; path: string; id: Id };

/** What the public is given as printed bytes, at an address without what means nothing in its query. */
export type Document = PageDocument | ProgramDocument;

export const pageDocument: PageDocument = { kind: "page", path: "/" };
/** The one page of whatever is not there. */
export const missingDocument: PageDocument = { kind: "missing", path: "/404" };

/** For a record of which only the database could tell whether it is there. */
export const unreadableDocument: PageDocument = { kind: "unreadable", path: "/incidents/-" };

const folders: Record<string, RecordKind> = { incidents: "incident", maintenance: "maintenance" };
const folderOf: Record<RecordKind, string> = { incident: "incidents", maintenance: "maintenance" };

export function recordDocument(kind: RecordKind, id: Id): PageDocument {
  return { kind, path: `/${folderOf[kind]}/${id}`, id };
}

/** Addresses that are answered by something else than a printed page. */
const others = /^\/(?:staff|api|v1|_next|accent|logo|holding|embed|live|healthz|readyz|metrics)(?:\/|$)/;

/**
 * The page at a path; `null` where another part of Candor answers. `exists` tells which records there are, null where
 * nobody can: strangers can make up any path, and none of those costs more than the one page that says so.
 */
export function documentAt(path: string, exists: (kind: RecordKind, id: Id) => boolean | null): PageDocument | null {
  if (path === "/") return pageDocument;
  const [, folder = "", id = ""] = /^\/([a-z]+)\/([a-z0-9]{1,64})\/?$/.exec(path) ?? [];
  const kind = folders[folder];
  if (kind) {
    const there = exists(kind, id);
    if (there === null) return unreadableDocument;
    // What other status pages call an incident may be work here.
    if (!there && kind === "incident" && exists("maintenance", id)) return recordDocument("maintenance", id);
    return there ? recordDocument(kind, id) : missingDocument;
  }
  return others.test(path) ? null : missingDocument;
}
