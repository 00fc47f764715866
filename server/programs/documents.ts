import { type V2Name, v2Names } from "@/messages/v2/documents";

/** What programs are given: printed like a page, but put together here, without Next. */
export type ProgramDocument = { kind: "program"; path: string; program: Program };

export type Program = { is: "v2"; name: V2Name };

export function v2Document(name: V2Name): ProgramDocument {
  return { kind: "program", path: `/api/v2/${name}.json`, program: { is: "v2", name } };
}

/** What a post changes at once, and what says how the page is now. */
export const presentDocuments: ProgramDocument[] = [v2Document("summary"), v2Document("status")];

/** All that have one address. */
export const programDocuments: ProgramDocument[] = v2Names.map(v2Document);

const byPath = new Map(programDocuments.map((document) => [document.path, document]));

/** `unknown` where nothing else of Candor is at that address either. */
export function programAt(path: string): ProgramDocument | "unknown" | null {
  return byPath.get(path) ?? (/^\/api\/v2(?:\/|$)/.test(path) ? "unknown" : null);
}
