import { dismiss, isDismissed } from "./dismissed";
import { type Frame, frameOf } from "./draw";
import { clock, current, home, isHeard } from "./feed";
import { pictureOf } from "./picture";
import { safely } from "./safely";
import { type Choices, choicesOf, type Told, toldOf } from "./told";
import type { CandorStatus, CandorView } from "./widget";

declare const CANDOR_STYLE: string;

/** All elements of the page that are there. */
export const elements = new Set<StatusElement>();

const nothing: Told = { mode: "unknown", label: null, items: [] };

/** Something was known, within a day. */
const isOfToday = (status: CandorStatus | null, asOf: string | null, now: number) =>
  status && (status.mode !== "unknown" || status.last_known) && now - Date.parse(asOf ?? "") < 86_400_000;

/** `<candor-status>`; what it can't do it leaves, and the page around it never notices. */
export class StatusElement extends HTMLElement {
  static observedAttributes = ["mode", "components", "threshold", "upcoming", "show-operational", "on-unknown"];

  view: CandorView = { known: false, mode: "unknown", label: null, items: [], visible: false };
  #frame: Frame | undefined;
  #sample: CandorStatus | null = null;
  #drawn = "";

  get sample(): CandorStatus | null {
    return this.#sample;
  }
  set sample(status: CandorStatus | null) {
    this.#sample = status;
    this.draw();
  }

  connectedCallback(): void {
    elements.add(this);
    this.draw();
  }
  disconnectedCallback(): void {
    elements.delete(this);
  }
  attributeChangedCallback(): void {
    this.draw();
  }

  /** Brings it up to date. */
  draw(): void {
    safely(() => this.isConnected && (isHeard || this.#sample) && this.#draw());
  }

  #draw(): void {
    const choices = choicesOf((name) => this.getAttribute(name));
    const now = clock();
    const { known, status: heard, as_of: asOf } = current(this.#sample);
    const isTold = known || (this.getAttribute("on-unknown") === "last" && isOfToday(heard, asOf, now));
    const status = isTold ? heard : null;
    const told = status ? toldOf(status, choices, now) : nothing;
    const items = told.items.filter((item) => choices.isBadge || !isDismissed(item, now));
    // What was put away is not well for that.
    const isAlways = choices.isAlways && items.length === told.items.length;
    const picture = pictureOf({ known, status, asOf: asOf ?? "" }, { ...told, items }, { ...choices, isAlways }, now);
    const mode = known ? told.mode : "unknown";
    const view = { known, mode, label: told.label, items, visible: !!picture.tone };
    const drawn = JSON.stringify([choices, picture, view]);
    // Only what differs, so that nothing is announced twice.
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    this.view = view;
    this.#frameFor(choices).draw(picture, status?.page ?? { name: "", url: home });
    this.dispatchEvent(new CustomEvent("candor:change", { detail: view }));
  }

  #frameFor({ isBadge }: Choices): Frame {
    if (this.#frame?.isBadge === isBadge) return this.#frame;
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(CANDOR_STYLE);
    root.adoptedStyleSheets = [sheet];
    this.#frame = frameOf(isBadge, () => safely(() => this.#dismiss()));
    root.replaceChildren(this.#frame.box);
    return this.#frame;
  }

  #dismiss(): void {
    // What was not in it is shown next.
    for (const item of this.view.items.slice(0, 1)) dismiss(item, clock());
    for (const element of elements) element.draw();
  }
}
