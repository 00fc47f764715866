const allowed = ["http:", "https:", "mailto:"];

/** The address when a link may lead there; null for `javascript:` and whatever is no address at all. */
export function safeLink(href: string | null): string | null {
  if (href === null) return null;
  const url = URL.canParse(href) ? new URL(href) : null;
  return url !== null && allowed.includes(url.protocol) ? url.href : null;
}
