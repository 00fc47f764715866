// The widget: one script from the status host, which asks nobody else and throws nothing.
import { elements, StatusElement } from "./element";
import { current, poll, startFeed } from "./feed";
import { safely } from "./safely";

const tag = "candor-status";
const ours = '[src$="/widget.js"],[src$="/widget/v1.js"]';
/** A script that is a module does not know its own element. */
const script = (document.currentScript ?? document.querySelector(ours)) as HTMLScriptElement | null;

function tellAll(isNew: boolean): void {
  for (const element of elements) element.draw();
  if (isNew) document.dispatchEvent(new CustomEvent("candor:change", { detail: current() }));
}

/** A banner of the script's own, with the attributes that it carries, where the page has no element. */
function addBanner(): void {
  if (script?.dataset.mode === "none" || document.querySelector(tag)) return;
  const banner = document.createElement(tag);
  for (const { name, value } of script?.attributes ?? [])
    if (name.startsWith("data-")) banner.setAttribute(name.slice(5), value);
  document.body.append(banner);
}

function begin(page: string): void {
  customElements.define(tag, StatusElement);
  startFeed(page, tellAll);
  window.candor = { current: () => current(), refresh: () => poll().then(() => current()) };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => safely(addBanner));
  else addBanner();
}

safely(() => script && !customElements.get(tag) && begin(new URL("/", script.src).href));
