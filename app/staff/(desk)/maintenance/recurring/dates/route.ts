import { currentActor } from "@/server/session";
import { nextDates } from "../next-dates";

export const dynamic = "force-dynamic";

/** The dates that a rule gives, for whoever writes one. */
export async function GET(request: Request): Promise<Response> {
  if (!(await currentActor())) return new Response(null, { status: 401 });
  const asked = new URL(request.url).searchParams;
  const text = (name: string) => (asked.get(name) ?? "").slice(0, 500);
  const recurrence = {
    timeZone: text("timeZone"),
    startsLocal: text("startsLocal"),
    durationMinutes: Number(text("durationMinutes")),
    rule: text("rule"),
  };
  return Response.json(nextDates(recurrence, Date.now()), { headers: { "cache-control": "no-store" } });
}
