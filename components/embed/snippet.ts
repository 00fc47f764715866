/** What a snippet is made of; each is left out where it is as usual. */
export type SnippetChoices = {
  mode: "banner" | "badge";
  components: string[];
  threshold: string;
  position: string;
  theme: string;
  upcoming: string;
  showOperational: boolean;
  onUnknown: string;
  /** Whether the script is held to its hash. */
  pinned: boolean;
};

/** The first of each is the usual one. */
export const snippetOptions = {
  mode: ["banner", "badge"],
  threshold: ["degraded_performance", "partial_outage", "major_outage"],
  position: ["bottom", "top", "inline"],
  theme: ["auto", "light", "dark"],
  upcoming: ["24h", "3d", "7d", "0"],
  "on-unknown": ["hide", "last"],
} as const;

export type OptionName = keyof typeof snippetOptions;
export const optionNames = Object.keys(snippetOptions) as OptionName[];

/** What a form, or an address, says; what nobody offers is as usual. */
export function choicesFrom(values: URLSearchParams): SnippetChoices {
  const chosen = (name: OptionName) => {
    const offered: readonly string[] = snippetOptions[name];
    return offered.find((each) => each === values.get(name)) ?? offered[0] ?? "";
  };
  return {
    mode: chosen("mode") === "badge" ? "badge" : "banner",
    components: values.getAll("component"),
    threshold: chosen("threshold"),
    position: chosen("position"),
    theme: chosen("theme"),
    upcoming: chosen("upcoming"),
    showOperational: values.has("show-operational"),
    onUnknown: chosen("on-unknown"),
    pinned: values.has("pinned"),
  };
}

/** What is always there has room of its own: over the page it would lie on the last lines for ever. */
function placeOf({ position, showOperational }: SnippetChoices): string {
  return showOperational ? "inline" : position;
}

/** The attributes of the element, without the usual ones. */
export function attributesOf(choices: SnippetChoices): [name: string, value: string][] {
  const { mode, components, threshold, theme, upcoming, showOperational, onUnknown } = choices;
  const banner: [OptionName, string][] = [
    ["threshold", threshold],
    ["position", placeOf(choices)],
    ["upcoming", upcoming],
  ];
  const options: [OptionName, string][] = [
    ["mode", mode],
    ...(mode === "banner" ? banner : []),
    ["theme", theme],
    ["on-unknown", onUnknown],
  ];
  const unusual = options.filter(([name, value]) => value !== snippetOptions[name][0]);
  return [
    ...unusual,
    ...(components.length > 0 ? [["components", components.join(",")] as [string, string]] : []),
    ...(mode === "banner" && showOperational ? [["show-operational", ""] as [string, string]] : []),
  ];
}

/** Where the status is, without a slash at the end, and the hash of its script. */
export type SnippetSite = { url: string; integrity: string };

const written = (attributes: [string, string][], prefix = "") =>
  attributes.map(([name, value]) => ` ${prefix}${name}${value === "" ? "" : `="${value}"`}`).join("");

/** The texts to copy, by name. */
export function snippetsOf(choices: SnippetChoices, { url, integrity }: SnippetSite) {
  const attributes = attributesOf(choices);
  const src = choices.pinned ? `${url}/widget/v1.js` : `${url}/widget.js`;
  const pin = choices.pinned ? ` integrity="${integrity}" crossorigin="anonymous"` : "";
  const own = choices.mode === "badge" || placeOf(choices) === "inline";
  const element = `<candor-status${written(attributes)}></candor-status>`;
  const [only, another] = choices.components;
  const image = only && !another ? `?component=${encodeURIComponent(only)}` : "";
  const query = new URLSearchParams(attributes.filter(([name]) => name !== "position")).toString();
  return {
    html: own
      ? `${element}\n<script src="${src}"${pin} async></script>`
      : `<script src="${src}"${pin} async${written(attributes, "data-")}></script>`,
    react: `import { useEffect } from "react";

export function Status() {
  useEffect(() => {
    const script = document.createElement("script");
    script.src = "${src}";
    script.async = true;${choices.pinned ? `\n    script.integrity = "${integrity}";\n    script.crossOrigin = "anonymous";` : ""}
    script.dataset.mode = "none";
    document.head.append(script);
  }, []);
  return <candor-status${written(attributes).replace("show-operational", 'show-operational=""')} />;
}`,
    csp: `script-src ${url}; connect-src ${url}`,
    frame: `<script src="${url}/embed/script.js" async></script>`,
    iframe: `<iframe id="status" title="Status" src="${url}/embed/frame${query ? `?${query.replaceAll("&", "&amp;")}` : ""}" width="100%" height="0" frameborder="0" hidden></iframe>
<script>
  addEventListener("message", ({ origin, source, data }) => {
    const frame = document.getElementById("status");
    if (origin !== "${url}" || source !== frame.contentWindow) return;
    if (data.action === "showFrame") frame.hidden = false;
    if (data.action === "dismissFrame") frame.hidden = true;
    if (data.action === "resizeFrame") frame.height = data.height;
  });
</script>`,
    image: `<a href="${url}/"><img src="${url}/badge.svg${image}" alt="Status"></a>`,
  };
}

export type SnippetName = keyof ReturnType<typeof snippetsOf>;
