import { dismiss, isDismissed } from "./dismissed";
import { type Frame, frameOf } from "./draw";
import { clock, current, home, isHeard, modeIn } from "./feed";
import { pictureOf } from "./picture";
import { safely } from "./safely";
import { type Choices, choicesOf, type Told, toldOf } from "./told";
import type { CandorChange, CandorStatus, CandorView } from "./widget";

declare const CANDOR_STYLE: string;

/** All elements of the page that are there. */
const elements = new Set<StatusElement>();

/** Brings them up to date. */
export function drawAll(): void {
  for (const element of elements) element.draw();
}

const nothing: CandorView = { known: false, mode: "unknown", label: null, items: [], visible: false };
const nobody: CandorChange = { ...nothing, status: null, as_of: null };

/** Something was known, within a day. */
const isOfToday = (status: CandorStatus | null, asOf: string | null, now: number) =>
  status && (status.mode !== "unknown" || status.last_known) && now - Date.parse(asOf ?? "") < 86_400_000;

/** `<candor-status>`; what it can't do it leaves, and the page around it never notices. */
export class StatusElement extends HTMLElement {
  static observedAttributes = [
    "mode",
    "components",
    "threshold",
    "position",
    "theme",
    "upcoming",
    "show-operational",
    "on-unknown",
  ];

  view = nothing;
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
    safely(() => this.isConnected && this.#draw());
  }

  #draw(): void {
    const choices = choicesOf((name) => this.getAttribute(name));
    const { isBadge } = choices;
    if (this.#frame?.isBadge !== isBadge) {
      this.#frame = this.#newFrame(isBadge);
      // What is there from the start is not announced; what comes into it is.
      setTimeout(() => this.draw(), 99);
    } else if (isHeard || this.#sample)
      try {
        this.#tell(choices, current(this.#sample), this.#frame);
      } catch {
        this.#tell(choices, nobody, this.#frame);
      }
  }

  #tell(choices: Choices, { known: isNow, status: heard, as_of: asOf }: CandorChange, frame: Frame): void {
    const now = clock();
    const mode = isNow && heard ? modeIn(heard, choices) : "unknown";
    const known = mode !== "unknown";
    const isTold = known || (this.getAttribute("on-unknown") === "last" && isOfToday(heard, asOf, now));
    const status = isTold ? heard : null;
    const told: Told = status ? toldOf(status, choices, now) : nothing;
    const items = told.items.filter((item) => choices.isBadge || !isDismissed(item, now));
    // What was put away is not well for that.
    const isAlways = choices.isAlways && items.length === told.items.length;
    const picture = pictureOf({ known, status, asOf }, { ...told, items }, { ...choices, isAlways }, now);
    const view = { known, mode, label: told.label, items, visible: !!picture.tone };
    const drawn = JSON.stringify([choices, picture, view]);
    // Only what differs, so that nothing is announced twice.
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    this.view = view;
    frame.draw(picture, status?.page ?? { name: "", url: home });
    this.dispatchEvent(new CustomEvent("candor:change", { detail: view }));
  }

  #newFrame(isBadge: boolean): Frame {
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(CANDOR_STYLE);
    root.adoptedStyleSheets = [sheet];
    const frame = frameOf(isBadge, () => safely(() => this.#dismiss()));
    root.replaceChildren(frame.box);
    this.#drawn = "";
    return frame;
  }

  #dismiss(): void {
    // What was not in it is shown next.
    for (const item of this.view.items.slice(0, 1)) dismiss(item, clock());
    drawAll();
  }
}
