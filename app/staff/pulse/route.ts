import { currentActor, renewSession } from "@/server/session";
import { pulse } from "../current-pulse";

export const dynamic = "force-dynamic";

/** Whether anything changed, for open editors: they ask often, so the answer is small. */
export async function GET(): Promise<Response> {
  const actor = await currentActor();
  if (actor) await renewSession();
  const at = actor ? pulse() : null;
  return Response.json({ at }, { headers: { "cache-control": "no-store" } });
}
