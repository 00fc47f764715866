import type { HoldingTone } from "./holding-style";
import type { SignName } from "./signs";

const colours: Record<HoldingTone, string> = {
  outage: "#9a1c14",
  partial_outage: "#b35309",
  maintenance: "#2b5fb4",
  unknown: "#6b6b70",
};

const octagon = "M7.6 1.5h8.8l6.1 6.1v8.8l-6.1 6.1H7.6l-6.1-6.1V7.6z";
const line = "fill='none' stroke='C' stroke-width='2' stroke-linejoin='round'";

const drawings: Partial<Record<SignName, string>> = {
  octagon: `<path fill='C' fill-rule='evenodd' d='${octagon}M6 10.4v3.2h12v-3.2z'/>`,
  "octagon-half": `<path ${line} d='${octagon}'/><path fill='C' d='M1.5 12.6h21v3.8l-6.1 6.1H7.6l-6.1-6.1z'/>`,
  calendar: `<g ${line}><rect x='2' y='4' width='20' height='18' rx='3'/><path d='M2 9.6h20M7.5 1.5v4.4M16.5 1.5v4.4'/></g>`,
  unknown: `<circle ${line} cx='12' cy='12' r='10.4' stroke-dasharray='3.2 3.33'/>`,
};

/** The icon of the tab as part of the document: the product's own host can't give one. */
export function holdingIcon(sign: SignName, tone: HoldingTone): string {
  const drawing = (drawings[sign] ?? "").replaceAll("C'", `${colours[tone]}'`);
  return `data:image/svg+xml,${encodeURIComponent(`<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'>${drawing}</svg>`)}`;
}
