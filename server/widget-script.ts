import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { remember } from "./remember";

const typesFolder = "components/widget";

/** The files that give TypeScript the types of the widget. */
export const widgetTypes = ["widget.d.ts", "widget-react.d.ts"];

/** The script that other sites load, and the hash by which they can hold on to it. */
export function widgetScript(): { text: string; integrity: string } {
  return remember("widget-script", () => {
    const text = readFileSync("generated/widget.js", "utf8");
    return { text, integrity: `sha384-${createHash("sha384").update(text).digest("base64")}` };
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
