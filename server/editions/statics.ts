import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { securityHeaders } from "../headers";
import { liveScript } from "../live-script";
import { remember } from "../remember";
import { type Edition, editionOf } from "./edition";

const types: Record<string, string> = { ".svg": "image/svg+xml", ".png": "image/png" };
const folder = "public/icons";

const forAnHour = "public, max-age=3600";
const forever = "public, max-age=31536000, immutable";

function shelf(): Map<string, Edition> {
  return remember("static-editions", () => new Map());
}

/** Reads what every public page brings with it, so that it is answered from memory too. */
export async function loadStatics(secure: boolean): Promise<void> {
  const headers = securityHeaders("asset", { nonce: "", secure, dev: false });
  for (const name of readdirSync(folder)) {
    const text = readFileSync(join(folder, name));
    const type = types[extname(name)] ?? "application/octet-stream";
    const kept = { ...headers, "Cache-Control": forAnHour };
    shelf().set(`/icons/${name}`, await editionOf({ status: 200, type, text, fingerprint: "", headers: kept }));
  }
  const { address, text } = liveScript();
  const type = "text/javascript; charset=utf-8";
  const script = (cached: string) =>
    editionOf({ status: 200, type, text, fingerprint: "", headers: { ...headers, "Cache-Control": cached } });
  shelf().set(address, await script(forever));
  // Asked for by a page that another build printed.
  shelf().set("/live.js", await script("public, max-age=0"));
}

/** The same as files. */
export function staticFiles(): { name: string; bytes: Buffer }[] {
  const icons = readdirSync(folder).map((name) => ({ name: `icons/${name}`, bytes: readFileSync(join(folder, name)) }));
  return [...icons, { name: "live.js", bytes: Buffer.from(liveScript().text) }];
}

/** The file at an address, with the query that it was linked with or without any. */
export function staticAt(url: string): Edition | undefined {
  const end = url.indexOf("?");
  return shelf().get(url) ?? (end < 0 ? undefined : shelf().get(url.slice(0, end)));
}
