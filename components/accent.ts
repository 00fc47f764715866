/** Keeps the owner's hue, and as much of its lightness as stays readable on paper: 4.5:1 in the light and in the dark. */
export function accentStyle(hex: string): string {
  const light = `oklch(from #${hex} min(l, 0.5) c h)`;
  const dark = `oklch(from #${hex} max(l, 0.76) c h)`;
  return [
    "@supports (color: oklch(from red l c h)) {",
    `  :root { --accent: ${light}; }`,
    `  @media (prefers-color-scheme: dark) { :root { --accent: ${dark}; } }`,
    "}",
    "",
  ].join("\n");
}
