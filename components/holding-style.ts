import type { HoldingMode } from "@/domain/holding";

/** The colours of public pages; a holding page can load nothing, so it brings its own. */
export const light = `--paper:oklch(.988 .003 90);--sunk:oklch(.945 .004 90);--ink:oklch(.225 .012 265);--muted:oklch(.475 .012 265);--rule:oklch(.885 .005 90)`;
export const dark = `--paper:oklch(.188 .008 265);--sunk:oklch(.25 .009 265);--ink:oklch(.935 .005 90);--muted:oklch(.735 .008 265);--rule:oklch(.335 .01 265)`;

const fields: Record<"outage" | "partial_outage" | "maintenance" | "unknown", [light: string, dark: string]> = {
  outage: ["--field:oklch(.43 .16 27);--on:oklch(.99 .006 27)", "--field:oklch(.4 .145 26);--on:oklch(.985 .008 27)"],
  partial_outage: [
    "--field:oklch(.755 .15 55);--on:oklch(.2 .035 45)",
    "--field:oklch(.47 .11 48);--on:oklch(.985 .01 60)",
  ],
  maintenance: [
    "--field:oklch(.925 .032 246);--on:oklch(.29 .07 258);--done:oklch(.48 .12 255)",
    "--field:oklch(.285 .045 252);--on:oklch(.935 .025 246);--done:oklch(.79 .085 246)",
  ],
  unknown: ["--field:var(--sunk);--on:var(--ink)", "--field:var(--sunk);--on:var(--ink)"],
};

const base = `*{box-sizing:border-box;margin:0;padding:0}
html{color-scheme:light dark;background:var(--paper);color:var(--ink);font:100%/1.625 -apple-system,BlinkMacSystemFont,"Segoe UI",Roboto,Inter,system-ui,"Helvetica Neue",sans-serif;text-size-adjust:100%;-webkit-text-size-adjust:100%}
body{min-height:100svh;display:flex;flex-direction:column;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
.column{width:100%;max-width:47rem;margin-inline:auto;padding-inline:1.5rem}
a{color:inherit;text-underline-offset:.2em}
a:focus-visible{outline:3px solid currentColor;outline-offset:3px;border-radius:2px}
.head{display:flex;justify-content:space-between;align-items:baseline;gap:1.5rem;padding-block:1.25rem;font-size:.9375rem;line-height:1.5rem}
.name{font-weight:650;letter-spacing:-.01em}
.head a{flex:none}
.label{display:flex;align-items:center;gap:.75rem;margin-bottom:1rem;font-size:.8125rem;line-height:1.25rem;font-weight:650;letter-spacing:.09em;text-transform:uppercase}
.label svg{width:2.25rem;height:2.25rem;flex:none}
.aside{letter-spacing:.02em;text-transform:none;font-weight:450}
h1{font-size:clamp(1.625rem,1.25rem + 2.4vw,2.5rem);line-height:1.2;letter-spacing:-.024em;font-weight:650;text-wrap:balance}
h1 .clock-utc{font-size:.6em;font-weight:500;letter-spacing:0;white-space:nowrap}
h1[data-long]{font-size:clamp(1.375rem,1.1rem + 1.6vw,2rem);line-height:1.25}
.facts{margin-top:1rem;list-style:none}
.denial{margin-top:.75rem;font-size:1.125rem;line-height:1.75rem;font-weight:650}
.promise{margin-top:1.25rem;padding-top:1.25rem;border-top:1px solid color-mix(in oklab,currentColor 35%,transparent);font-size:1.125rem;line-height:1.75rem;font-weight:650}
main{flex:1}
.below{display:grid;gap:2.5rem;align-content:start;padding-block:2.5rem}
h2{font-size:.8125rem;line-height:1.25rem;font-weight:650;letter-spacing:.09em;text-transform:uppercase;color:var(--muted);margin-bottom:.5rem}
.said{font-size:1.125rem;line-height:1.75rem;max-width:66ch}
.prose>*+*{margin-top:.75rem}
.prose p,.prose li{white-space:pre-line}
.prose ul,.prose ol{padding-left:1.25rem;white-space:normal}
.prose h4{font-weight:650}
.prose blockquote{border-left:2px solid var(--rule);padding-left:1rem}
.prose pre{white-space:pre-wrap;font-size:.9em}
.fact{font-size:.875rem;line-height:1.25rem;color:var(--muted);margin-top:.75rem}
.also{list-style:none}
.also li{padding-block:.5rem;border-top:1px solid var(--rule)}
.where{font-size:1.125rem;line-height:1.75rem}
footer{padding-block:0 2.5rem;font-size:.875rem;line-height:1.5rem;color:var(--muted)}
footer p:first-child{border-top:1px solid var(--rule);padding-top:1.5rem}
@media (prefers-contrast:more){:root{--muted:var(--ink);--rule:var(--ink)}}
`;

const shapes: Record<HoldingMode, string> = {
  outage: `.top{background:var(--field);color:var(--on);padding-bottom:3rem}
@media (forced-colors:active){.top{border-block:.5rem solid CanvasText}}
`,
  maintenance: `.field{background:var(--field);color:var(--on);border-radius:1.75rem;margin-inline:-.75rem;padding:1.75rem 1.5rem 1.5rem}
@media (min-width:56rem){.field{margin-inline:-2rem;padding:2rem}}
.window-bar{margin-top:1.5rem}
.window-drawing{display:block;overflow:visible}
.bar-plan{fill:color-mix(in oklab,var(--on) 20%,transparent)}
.bar-done{fill:var(--done)}
.bar-mark{stroke:var(--on);stroke-width:2}
.bar-former{stroke:var(--on);stroke-dasharray:3 2}
.bar-now{fill:var(--on);font-size:.8125rem;font-weight:650}
.window-ends{display:flex;justify-content:space-between;gap:1.5rem;font-size:.875rem;line-height:1.25rem}
.window-ends div{flex:1}
.window-ends time{display:inline-block;text-wrap:balance}
.window-ends div:last-child{text-align:end}
.window-ends dt{font-weight:650}
.window-ends time{text-wrap:balance}
.window-bar[data-late] .window-drawing{width:calc(100% + 2rem)}
.window-bar[data-late] .window-ends{width:calc((100% + 2rem)*.84)}
@media (min-width:56rem){.window-bar[data-late] .window-drawing{width:calc(100% + 5rem)}.window-bar[data-late] .window-ends{width:calc((100% + 5rem)*.84)}}
@media (forced-colors:active){.field{border:2px solid CanvasText}.bar-plan{fill:Canvas;stroke:CanvasText}.bar-done,.bar-now{fill:CanvasText}.bar-mark{stroke:CanvasText}}
`,
  unknown: `.top{background:var(--field);color:var(--on);padding-bottom:3rem;border-bottom:2px dashed var(--muted)}
.label svg{color:var(--muted)}
.facts{font-size:1.125rem;line-height:1.75rem}
`,
};

export type HoldingTone = keyof typeof fields;

/** All the CSS of a holding page; the same for all pages of a tone, so that few hashes allow it. */
export function holdingStyle(tone: HoldingTone): string {
  const [day, night] = fields[tone];
  const shape = shapes[tone === "partial_outage" ? "outage" : tone];
  return `:root{${light};${day}}@media (prefers-color-scheme:dark){:root{${dark};${night}}}${base}${shape}`;
}
