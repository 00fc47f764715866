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
  height = Math.ceil(element.getBoundingClientRect().height);
  parent.postMessage({ action: "resizeFrame", height }, around);
}

/** Colours that the owner chose, each for what it was chosen for and only there: by what is drawn, not by what else is so. */
function colors(): Record<string, string | undefined> {
  const { known, items } = element.view;
  const [first] = items;
  if (!known || !first) return {};
  if (first.kind !== "maintenance") {
    const [ground, ink] = [incident, incidentText];
    return {
      "--outage": ground,
      "--partial": ground,
      "--degraded": ground,
      "--watch": ground,
      "--loud": ink,
      "--ink": ink,
    };
  }
  const isComing = Date.parse(first.since ?? "") > Date.now();
  return isComing ? {} : { "--work": maintenance, "--ink": maintenanceText };
}

const properties = ["--outage", "--partial", "--degraded", "--watch", "--loud", "--work", "--ink"];

function tell(): void {
  const chosen = colors();
  for (const name of properties) element.style.setProperty(name, chosen[name] ?? null);
  parent.postMessage({ action: element.view.visible ? "showFrame" : "dismissFrame", position }, around);
  tellSize();
}

element.addEventListener("candor:change", tell);
new ResizeObserver(() => {
  if (Math.ceil(element.getBoundingClientRect().height) !== height) tellSize();
}).observe(element);
// Who begins to listen later hears it too.
setInterval(tell, 5_000);
document.body.append(element);
