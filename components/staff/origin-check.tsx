"use client";

import { useBrowser } from "./use-browser";

/** Sign-in and forms only work at the page's own address: says so to whoever came by another. */
export function OriginCheck({ siteUrl }: { siteUrl: string }) {
  const origin = useBrowser(() => window.location.origin, siteUrl);
  if (origin === siteUrl) return null;
  return (
    <div role="alert" className="mb-8 border-warn border-l-4 py-1 pl-4">
      <p className="font-semibold">
        You are at {origin}, but this page’s address is set to {siteUrl}.
      </p>
      <p>
        Forms may fail here. Open <a href={`${siteUrl}/staff`}>{siteUrl}/staff</a>, or set SITE_URL to {origin} and
        start Candor again.
      </p>
    </div>
  );
}
