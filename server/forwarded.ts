import type { IncomingMessage } from "node:http";
import ipaddr from "ipaddr.js";
import type { Settings } from "./settings";

type Range = ReturnType<typeof ipaddr.parseCIDR>;

const told = /^(forwarded|x-forwarded-.*|x-real-ip|x-candor-.*|x-middleware-.*|x-invoke-.*)$/;

/** The ranges that `TRUSTED_PROXIES` names; an address alone is a range of one. */
export function trustedRanges(list: readonly string[]): Range[] {
  return list.map((each) => {
    if (each.includes("/")) return ipaddr.parseCIDR(each);
    const address = ipaddr.process(each);
    return [address, address.kind() === "ipv4" ? 32 : 128];
  });
}

/** Who asks: the peer, or the last address before the proxies that are trusted. */
export function clientAddress(peer: string, forwardedFor: string, trusted: readonly Range[]): string {
  let address = peer;
  for (const before of forwardedFor.split(",").reverse()) {
    if (!isTrusted(address, trusted) || !ipaddr.isValid(before.trim())) break;
    address = before.trim();
  }
  return ipaddr.isValid(address) ? ipaddr.process(address).toString() : address;
}

/**
 * Replaces what outsiders may have said about host, scheme and address by what is so. `x-candor-address` is the
 * client's address, and `x-candor-host` the host that the browser asked for, which may differ from the site's.
 */
export function settleForwarded(request: IncomingMessage, site: URL, trusted: readonly Range[]): void {
  const { headers, socket } = request;
  const peer = socket.remoteAddress ?? "";
  const asked = String((isTrusted(peer, trusted) && headers["x-forwarded-host"]) || headers.host || "");
  const address = clientAddress(peer, String(headers["x-forwarded-for"] ?? ""), trusted);
  for (const name of Object.keys(headers)) if (told.test(name)) delete headers[name];
  Object.assign(headers, {
    host: site.host,
    "x-forwarded-host": site.host,
    "x-forwarded-proto": site.protocol.slice(0, -1),
    "x-forwarded-for": address,
    "x-candor-address": address,
    "x-candor-host": asked,
  });
}

/** What `settleForwarded` needs of the settings. */
export function siteOf({ siteUrl, trustedProxies }: Settings): { site: URL; trusted: Range[] } {
  return { site: new URL(siteUrl), trusted: trustedRanges(trustedProxies) };
}

function isTrusted(address: string, trusted: readonly Range[]): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  return trusted.some((range) => range[0].kind() === parsed.kind() && parsed.match(range));
}
