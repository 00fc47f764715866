// The script of /embed: keeps previews and snippets in step with the form, and copies. The page is whole without it.
import type { CandorStatusElement } from "../widget/widget";
import { attributesOf, choicesFrom, optionNames, snippetsOf } from "./snippet";

const form = document.querySelector("form");
const previews = [...document.querySelectorAll<CandorStatusElement>("candor-status[data-sample]")];

function show(): void {
  if (!form) return;
  const values = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)]));
  const choices = choicesFrom(values);
  const { url = "", integrity = "" } = form.dataset;
  for (const [name, text] of Object.entries(snippetsOf(choices, { url, integrity }))) {
    const code = document.querySelector(`[data-snippet="${name}"]`);
    if (code) code.textContent = text;
  }
  // Which components a sample is about is nobody's choice.
  const wanted = new Map(attributesOf(choices).filter(([name]) => name !== "components"));
  for (const preview of previews)
    for (const name of [...optionNames, "show-operational"]) {
      const value = wanted.get(name);
      if (value === undefined) preview.removeAttribute(name);
      else preview.setAttribute(name, value);
    }
  document.body.dataset.mode = choices.mode;
  history.replaceState(null, "", `?${values}`);
}

async function copy({ target }: Event): Promise<void> {
  const button = (target as Element).closest<HTMLElement>("[data-copy]");
  if (!button) return;
  const text = document.querySelector(`[data-snippet="${button.dataset.copy}"]`)?.textContent ?? "";
  const isDone = await navigator.clipboard?.writeText(text).then(
    () => true,
    () => false,
  );
  const said = document.querySelector("[role=status].copied");
  if (said) said.textContent = "";
  if (said && isDone) said.textContent = said.getAttribute("data-done");
  if (!isDone)
    getSelection()?.selectAllChildren(
      document.querySelector(`[data-snippet="${button.dataset.copy}"]`) ?? document.body,
    );
}

for (const preview of previews) preview.sample = JSON.parse(preview.dataset.sample ?? "null");
document.documentElement.dataset.script = "";
form?.addEventListener("input", show);
document.addEventListener("click", copy);
