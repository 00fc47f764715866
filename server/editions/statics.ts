import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { securityHeaders } from "../headers";
import { liveScript } from "../live-script";
import { remember } from "../remember";
import { embedScript, embedScripts, widgetScript, widgetTypes, widgetTypesText } from "../widget-script";
import { type Edition, editionOf, pressHarder } from "./edition";

const types: Record<string, string> = { ".svg": "image/svg+xml", ".png": "image/png" };
const folder = "public/icons";

const forAnHour = "public, max-age=3600";
/** Sites that ask for no version get the newest within minutes, and the last one while Candor is away. */
const forMinutes = "public, max-age=300, stale-while-revalidate=3600, stale-if-error=86400";
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
  await loadWidget(headers);
}

/** What pages of other sites load: they may hold on to its hash, and may be closed to what says nothing of others. */
async function loadWidget(own: Record<string, string>): Promise<void> {
  const headers = { ...own, "Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin" };
  const add = async (path: string, text: string, cached: string, type = "text/javascript; charset=utf-8") => {
    const kept = { ...headers, "Cache-Control": cached };
    const edition = await editionOf({ status: 200, type, text, fingerprint: "", headers: kept });
    await pressHarder(edition);
    shelf().set(path, edition);
  };
  const { text, isFiled } = widgetScript();
  await add("/widget.js", text, forMinutes);
  await add("/widget/v1.js", text, isFiled ? forever : forMinutes);
  for (const [path, name] of Object.entries(embedScripts)) await add(path, embedScript(name), forMinutes);
  for (const name of widgetTypes) await add(`/${name}`, widgetTypesText(name), forAnHour, "text/plain; charset=utf-8");
}

/** The same as files. */
export function staticFiles(): { name: string; bytes: Buffer }[] {
  const icons = readdirSync(folder).map((name) => ({ name: `icons/${name}`, bytes: readFileSync(join(folder, name)) }));
  const widget = Buffer.from(widgetScript().text);
  return [
    ...icons,
    { name: "live.js", bytes: Buffer.from(liveScript().text) },
    { name: "widget.js", bytes: widget },
    { name: "widget/v1.js", bytes: widget },
  ];
}

/** The file at an address, with the query that it was linked with or without any. */
export function staticAt(url: string): Edition | undefined {
  const end = url.indexOf("?");
  return shelf().get(url) ?? (end < 0 ? undefined : shelf().get(url.slice(0, end)));
}
