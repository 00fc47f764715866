import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { remember } from "./remember";

const typesFolder = "components/widget";
const filed = `${typesFolder}/v1.integrity`;

/** The files that give TypeScript the types of the widget. */
export const widgetTypes = ["widget.d.ts", "widget-react.d.ts"];

/**
 * The script that other sites load, and the hash by which they can hold on to it. `isFiled`: it is the first version as
 * it was put down, so that whoever keeps it for ever keeps the right one.
 */
export function widgetScript(): { text: string; integrity: string; isFiled: boolean } {
  return remember("widget-script", () => {
    const text = readFileSync("generated/widget.js", "utf8");
    const integrity = `sha384-${createHash("sha384").update(text).digest("base64")}`;
    return { text, integrity, isFiled: readFileSync(filed, "utf8").trim() === integrity };
  });
}

/** The scripts of the pages about it, by their addresses. */
export const embedScripts = {
  "/embed/frame.js": "frame",
  "/embed/page.js": "page",
  "/embed/script.js": "script",
  "/se-v2.js": "se-v2",
};

export function embedScript(name: string): string {
  return readFileSync(`generated/embed-${name}.js`, "utf8");
}

export function widgetTypesText(name: string): string {
  return readFileSync(`${typesFolder}/${name}`, "utf8");
}
