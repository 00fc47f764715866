import { accentStyle } from "@/components/accent";

/** `/accent/1a2b3c.css`: the owner's colour as tokens. A function of its address alone, so it may be kept forever. */
export async function GET(_request: Request, { params }: { params: Promise<{ color: string }> }) {
  const color = /^([0-9a-f]{6})\.css$/.exec((await params).color)?.[1];
  if (!color) return new Response("Not found", { status: 404, headers: { "content-type": "text/plain" } });
  return new Response(accentStyle(color), {
    headers: { "content-type": "text/css; charset=utf-8", "cache-control": "public, max-age=31536000, immutable" },
  });
}
