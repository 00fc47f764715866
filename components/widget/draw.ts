// Draws without markup from strings, which hosts may forbid.
import { widget as words } from "../../messages/en.json";
import type { Picture } from "./picture";

const octagon = "M7.6 1.5h8.8l6.1 6.1v8.8l-6.1 6.1H7.6l-6.1-6.1V7.6z";
const ring = "M1.6 12a10.4 10.4 0 1 0 20.8 0a10.4 10.4 0 1 0-20.8 0";
const calendar = "M5 4h14q3 0 3 3v12q0 3-3 3H5q-3 0-3-3V7q0-3 3-3zM2 9.6h20M7.5 1.5v4.4m9-4.4v4.4";

/** Told apart by shape, as on the status page. */
const signs: Record<string, string> = {
  outage: `${octagon}M6 10.4v3.2h12v-3.2z`,
  partial: `${octagon}M2 13.6h20M2 15.6h20M3 17.6h18M5 19.6h14M7 21.4h10`,
  degraded: `${octagon}M7 12h10`,
  watch: `${octagon}M7 12h10`,
  work: `${calendar}M7 14h3m-3 4h3m4-4h3`,
  coming: calendar,
  clear: `${ring}M7.4 12.4l3.2 3.2 6-6.6`,
  quiet: `${ring}M7 12h.01M12 12h.01M17 12h.01`,
  unknown: `${ring}M9.3 9.4a2.8 2.8 0 1 1 4.3 2.4q-1.6 1-1.6 2.2m0 3.3h.01`,
  cross: "M6 6l12 12M18 6L6 18",
};

type Tag = "a" | "button" | "div" | "p" | "section";

function html<T extends Tag>(tag: T, name: string, ...children: (Node | string)[]): HTMLElementTagNameMap[T] {
  const element = document.createElement(tag);
  element.className = name;
  element.append(...children);
  return element;
}

const svg = (tag: string) => document.createElementNS("http://www.w3.org/2000/svg", tag);

/** An empty drawing, and what draws one of the signs in it. */
function easel(): [drawing: Element, draw: (name: string) => void] {
  const [drawing, path] = [svg("svg"), svg("path")];
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.ariaHidden = "true";
  drawing.append(path);
  return [drawing, (name) => path.setAttribute("d", signs[name] ?? "")];
}

/** Its parts stay, so that what is put into them is announced, and a focus stays where it is. */
export type Frame = { isBadge: boolean; box: HTMLElement; draw: (picture: Picture, page: PageSpokenOf) => void };

export type PageSpokenOf = { name: string; url: string };

export function frameOf(isBadge: boolean, onDismiss: () => void): Frame {
  const [drawing, drawSign] = easel();
  const [cross, drawCross] = easel();
  drawCross("cross");
  const [said, link] = [html("div", "said"), html("a", "go", isBadge ? "" : words.details)];
  const button = html("button", "", cross);
  said.role = "status";
  said.lang = "en";
  link.target = "_blank";
  button.ariaLabel = words.dismiss;
  button.onclick = onDismiss;
  const box = isBadge ? link : html("section", "");
  box.append(drawing, ...(isBadge ? [said] : [html("div", "main", said, link), button]));
  const draw = ({ tone, url, canDismiss, ...lines }: Picture, page: PageSpokenOf) => {
    drawSign(tone ?? "");
    said.replaceChildren(...Object.entries(lines).flatMap(([name, text]) => (text ? line(name, text) : [])));
    box.className = tone ? `box ${isBadge ? "badge" : "banner"} ${tone}` : "";
    link.href = url ?? page.url;
    link.hidden = !tone;
    button.hidden = !canDismiss;
    if (isBadge) return;
    box.ariaLabel = tone ? `${page.name}: ${lines.label ?? lines.what}` : null;
    link.ariaLabel = `${words.details}: ${lines.what}`;
  };
  return { isBadge, box, draw };
}

function line(name: string, text: string): HTMLElement {
  const drawn = html("p", name, text);
  drawn.dir = "auto";
  return drawn;
}
