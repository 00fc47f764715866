import { openApi } from "@/server/v1/openapi";

export const dynamic = "force-dynamic";

const headers = { "cache-control": "public, max-age=300", "access-control-allow-origin": "*" };

export function GET(): Response {
  return Response.json(openApi(), { headers });
}
