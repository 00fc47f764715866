import { currentPage } from "@/server/snapshot";

export const dynamic = "force-dynamic";

/** The page's logo as an image of its own. Whatever it holds, it can run and load nothing. */
export function GET() {
  const found = /^data:(image\/(?:png|jpeg|webp|gif|svg\+xml));base64,([A-Za-z0-9+/=]+)$/.exec(
    currentPage().logo ?? "",
  );
  if (!found?.[1] || !found[2])
    return new Response("Not found", { status: 404, headers: { "content-type": "text/plain" } });
  return new Response(Buffer.from(found[2], "base64"), {
    headers: {
      "content-type": found[1],
      "cache-control": "public, max-age=3600",
      "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      "x-content-type-options": "nosniff",
    },
  });
}
