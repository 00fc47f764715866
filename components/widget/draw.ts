// Draws without markup from strings, which hosts may forbid.
import { widget as words } from "../../messages/en.json";
import type { Picture } from "./picture";

const octagon = "M8 2h8l6 6v8l-6 6H8l-6-6V8z";
const ring = "M12 2a10 10 0 1 0 .1 0z";
const calendar = "M5 4h14q3 0 3 3v12q0 3-3 3H5q-3 0-3-3V7q0-3 3-3zM2 10h20M7 2v4m10-4v4";

/** Told apart by shape, as on the status page. */
const signs: Record<string, string> = {
  outage: `${octagon}M6 10v4h12v-4z`,
  partial: `${octagon}M2 14h20v2H2l2 2h16l-2 2H6`,
  degraded: `${octagon}M7 12h10`,
  watch: `${octagon}M7 12h10`,
  work: `${calendar}M7 14h3m-3 4h3m4-4h3`,
  coming: calendar,
  clear: `${ring}M7 12l4 4 6-7`,
  quiet: `${ring}M7 12h.1m5 0h.1m5 0h.1`,
  unknown: `${ring}M9 9a3 3 0 1 1 5 2q-2 1-2 3m0 3h.1`,
  cross: "M6 6l12 12M6 18L18 6",
};

type Tag = "a" | "button" | "div" | "p" | "section";

function html<T extends Tag>(tag: T, name: string, ...children: (Node | string)[]): HTMLElementTagNameMap[T] {
  const element = document.createElement(tag);
  element.className = name;
  element.append(...children);
  return element;
}

const svg = (tag: string) => document.createElementNS("http://www.w3.org/2000/svg", tag);

/** A drawing, and what draws another sign in it. */
function signOf(name: string): [drawing: Element, draw: (name: string) => void] {
  const [drawing, path] = [svg("svg"), svg("path")];
  const draw = (name: string) => path.setAttribute("d", signs[name] ?? "");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.ariaHidden = "true";
  drawing.append(path);
  draw(name);
  return [drawing, draw];
}

/** Its parts stay, so that what is put into them is announced, and a focus stays where it is. */
export type Frame = { isBadge: boolean; box: HTMLElement; draw: (picture: Picture, page: PageSpokenOf) => void };

export type PageSpokenOf = { name: string; url: string };

export function frameOf(isBadge: boolean, onDismiss: () => void): Frame {
  const [drawing, drawSign] = signOf("");
  const [said, link] = [html("div", "said"), html("a", "go", isBadge ? "" : words.details)];
  const button = html("button", "", signOf("cross")[0]);
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
  if (!isBadge) draw({}, { name: "", url: "" });
  return { isBadge, box, draw };
}

function line(name: string, text: string): HTMLElement {
  const drawn = html("p", name, text);
  drawn.dir = "auto";
  return drawn;
}
