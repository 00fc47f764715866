async function copy(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  // Pages without HTTPS have no clipboard object.
  const area = document.createElement("textarea");
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  if (!done) throw new Error("copy");
}

/** Shows the buttons that copy, and answers all of them, also those that come later. */
export function offerCopying(): void {
  document.documentElement.dataset.copies = "";
  document.addEventListener("click", async ({ target }) => {
    const button = (target as Element).closest<HTMLElement>("[data-copy]");
    const box = button?.closest<HTMLElement>("[data-copy-path]");
    const said = box?.querySelector("[role=status]");
    if (!button || !box || !said) return;
    const link = new URL(box.dataset.copyPath ?? "", location.href).href;
    said.textContent = "";
    said.textContent = await copy(button.dataset.copy === "link" ? link : `${button.dataset.text}\n${link}`).then(
      () => box.dataset.done ?? "",
      () => box.dataset.failed ?? "",
    );
  });
}
