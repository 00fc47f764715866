import { currentRevision } from "@/server/snapshot";

/** Differs as soon as anything changed. */
export function pulse(): string {
  const { databaseId, revision } = currentRevision() ?? { databaseId: "", revision: 0 };
  return `${databaseId}:${revision}`;
}
