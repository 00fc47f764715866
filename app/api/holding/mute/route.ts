import { type MuteInput, muteHoldingAlerts, unmuteHoldingAlerts } from "@/server/holding-mute";
import { bearer, bodyOf } from "../../bearer";
import { problem, wrongMethod } from "../../problem";

export const dynamic = "force-dynamic";

const headers = { "cache-control": "no-store" };

export async function PUT(request: Request): Promise<Response> {
  try {
    const actor = await bearer(request);
    const { until } = await muteHoldingAlerts(actor, (await bodyOf(request)) as MuteInput);
    return Response.json({ mutedUntil: new Date(until).toISOString() }, { headers });
  } catch (error) {
    return problem(error);
  }
}

export async function DELETE(request: Request): Promise<Response> {
  try {
    await unmuteHoldingAlerts(await bearer(request));
    return new Response(null, { status: 204, headers });
  } catch (error) {
    return problem(error);
  }
}

const refuse = () => wrongMethod("PUT, DELETE");

export { refuse as GET, refuse as PATCH, refuse as POST };
