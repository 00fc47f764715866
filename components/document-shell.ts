import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";

type Parts = { head: ReactNode; style: string; body: ReactNode; attributes?: Record<string, string> };

/** A document of its own, outside Next; `attributes` are of the root, and harmless as they are. */
export function shellOf({ head, style, body, attributes = {} }: Parts): { html: string; style: string } {
  const own = Object.entries({ lang: "en", ...attributes }).map(([name, value]) => ` ${name}="${value}"`);
  const always = '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">';
  const parts = [
    `<!doctype html><html${own.join("")}><head>${always}`,
    renderToStaticMarkup(head),
    `<style>${style}</style></head>`,
    renderToStaticMarkup(body),
    "</html>",
  ];
  return { html: parts.join(""), style };
}
