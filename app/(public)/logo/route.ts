import { logoImage } from "@/server/logo";
import { currentPage } from "@/server/snapshot";

export const dynamic = "force-dynamic";

/** The page's logo as an image of its own. Whatever it holds, it can run and load nothing. */
export function GET() {
  const image = logoImage(currentPage().logo ?? "");
  if (!image) return new Response("Not found", { status: 404, headers: { "content-type": "text/plain" } });
  return new Response(image.bytes, {
    headers: {
      "content-type": image.type,
      "cache-control": "public, max-age=3600",
      "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      "x-content-type-options": "nosniff",
    },
  });
}
