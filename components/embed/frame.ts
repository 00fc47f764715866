// The script of /embed/frame: the widget with what the address asks for, and what the page around it is to do with the frame.
import type { CandorStatusElement } from "../widget/widget";

const query = new URLSearchParams(location.search);
const names = ["mode", "components", "threshold", "theme", "upcoming", "show-operational", "on-unknown"];
/** Nothing that is said is anybody's secret; a page that gives its origin is the only one to hear it. */
const around = query.get("origin") ?? "*";
const { position = "", incident, incidentText, maintenance, maintenanceText } = document.documentElement.dataset;

const element = document.createElement("candor-status") as CandorStatusElement;
for (const name of names) {
  const value = query.get(name);
  if (value !== null) element.setAttribute(name, value);
}
element.setAttribute("position", "inline");

let height = 0;

function tellSize(): void {
  const now = Math.ceil(element.getBoundingClientRect().height);
  if (now === height) return;
  height = now;
  parent.postMessage({ action: "resizeFrame", height }, around);
}

function tell(): void {
  const { visible, mode } = element.view;
  // Colours that the owner chose, each for what it was chosen for.
  const isWork = mode === "maintenance";
  const colors = {
    "--outage": incident,
    "--loud": incidentText,
    "--work": maintenance,
    "--ink": isWork && maintenanceText,
  };
  for (const [name, color] of Object.entries(colors)) element.style.setProperty(name, color || null);
  parent.postMessage({ action: visible ? "showFrame" : "dismissFrame", position }, around);
  tellSize();
}

element.addEventListener("candor:change", tell);
new ResizeObserver(tellSize).observe(element);
document.body.append(element);
