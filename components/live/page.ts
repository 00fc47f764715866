import { patch } from "./patch";
import { tellTimes } from "./times";

/** What the page that is shown says of itself. */
export const shown = (page: Document = document) => page.getElementById("main")?.dataset ?? {};

/** What is so of a page besides its body. */
const headParts = ["link[rel=icon]", "meta[name=theme-color]"];

/** Makes the page that is shown the one that was fetched; the reader stays where they are. */
export function show(next: Document, now: number): void {
  tellTimes(next, now);
  delete document.documentElement.dataset.aged;
  document.title = next.title;
  for (const part of headParts) {
    const wanted = next.querySelectorAll(part);
    document.querySelectorAll(part).forEach((old, index) => {
      if (wanted[index]) patch(old, wanted[index]);
    });
  }
  patch(document.body, next.body);
}

/** Takes back what the page claims of the present: nobody has confirmed it for too long. */
export function age(): void {
  const { then, stale, title } = shown();
  const root = document.documentElement;
  if (root.dataset.aged !== undefined || !stale) return;
  root.dataset.aged = "";
  const line = document.createElement("p");
  line.className = "stale";
  line.setAttribute("role", "status");
  const text = document.createElement("span");
  text.className = "column";
  line.append(text);
  document.querySelector(".stale")?.remove();
  document.querySelector(".site-header")?.before(line);
  // Into what is there already, so that it is announced.
  text.textContent = stale;
  const answer = document.querySelector("h1");
  if (then && answer) answer.textContent = then;
  if (title) document.title = title;
  for (const icon of document.querySelectorAll<HTMLLinkElement>("link[rel=icon]"))
    icon.href = icon.href.replace(/\w+(?:-\w+)*(\.\w+)$/, "quiet$1");
}
