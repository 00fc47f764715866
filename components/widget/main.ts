// The widget: one script from the status host, which asks nobody else and throws nothing.
import { drawAll, StatusElement } from "./element";
import { current, poll, startFeed } from "./feed";
import { safely } from "./safely";

const tag = "candor-status";
const ours = '[src$="/widget.js"],[src$="/widget/v1.js"]';
/** A script that is a module does not know its own element; where it could be another's, nobody is asked. */
const [found, other] = document.querySelectorAll(ours);
const script = (document.currentScript ?? (other ? null : found)) as HTMLScriptElement | null;

/** A banner of the script's own, with the attributes that it carries, where the page has no element. */
function addBanner(): void {
  if (script?.dataset.mode === "none" || document.querySelector(tag)) return;
  const banner = document.createElement(tag);
  for (const name of StatusElement.observedAttributes) {
    const value = script?.getAttribute(`data-${name}`);
    if (value != null) banner.setAttribute(name, value);
  }
  document.body.after(banner);
}

function begin(page: string): void {
  customElements.define(tag, StatusElement);
  startFeed(page, drawAll);
  window.candor = { current, refresh: () => poll().then(current) };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => safely(addBanner));
  else addBanner();
}

safely(() => script && !customElements.get(tag) && begin(new URL("/", script.src).href));
