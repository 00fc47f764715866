import { currentActor } from "@/server/session";
import { currentRevision } from "@/server/snapshot";

export const dynamic = "force-dynamic";

/** Whether anything changed, for open editors: they ask often, so the answer is small. */
export async function GET(): Promise<Response> {
  const signedIn = (await currentActor()) !== null;
  const { databaseId, revision } = currentRevision() ?? { databaseId: "", revision: 0 };
  const pulse = { signedIn, at: signedIn ? `${databaseId}:${revision}` : null };
  return Response.json(pulse, { headers: { "cache-control": "no-store" } });
}
