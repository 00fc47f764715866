import type { ReactNode } from "react";
import type { PublicComponent } from "@/domain/public-page";
import { words } from "@/messages/words";
import { type OptionName, type SnippetChoices, type SnippetSite, snippetOptions } from "./snippet";

type Props = { choices: SnippetChoices; components: readonly PublicComponent[]; site: SnippetSite };

/** The choices, each in the address, so that a link to this page keeps them. */
export function EmbedForm({ choices, components, site }: Props) {
  const t = words();
  const radios = (name: Exclude<OptionName, "upcoming">) => {
    const chosen = choices[name === "on-unknown" ? "onUnknown" : name];
    const offered: readonly string[] = snippetOptions[name];
    return (
      <Group legend={t(`embed.legend.${name}`)}>
        {offered.map((value) => (
          <Choice key={value} type="radio" name={name} value={value} checked={value === chosen}>
            {t(`embed.option.${name}.${value}` as "embed.option.mode.banner")}
          </Choice>
        ))}
      </Group>
    );
  };
  return (
    <form
      method="get"
      action="/embed"
      aria-label={t("embed.options")}
      data-url={site.url}
      data-integrity={site.integrity}
    >
      <h2>{t("embed.options")}</h2>
      {radios("mode")}
      {components.length > 0 && (
        <Group legend={t("embed.legend.component")}>
          <p className="help">{t("embed.everything")}</p>
          <div className="components">
            {components.map(({ id, name }) => (
              <Choice key={id} type="checkbox" name="component" value={id} checked={choices.components.includes(id)}>
                {name}
              </Choice>
            ))}
          </div>
        </Group>
      )}
      {radios("threshold")}
      {radios("position")}
      <Group legend={t("embed.legend.upcoming")}>
        {snippetOptions.upcoming.map((value) => (
          <Choice key={value} type="radio" name="upcoming" value={value} checked={value === choices.upcoming}>
            {t(`embed.option.upcoming.${value}`)}
          </Choice>
        ))}
      </Group>
      {radios("theme")}
      {radios("on-unknown")}
      <Group legend={t("embed.legend.more")}>
        <Choice type="checkbox" name="show-operational" value="1" checked={choices.showOperational}>
          {t("embed.option.showOperational")}
        </Choice>
        <Choice type="checkbox" name="pinned" value="1" checked={choices.pinned}>
          {t("embed.option.pinned")}
        </Choice>
      </Group>
      <button type="submit">{t("embed.show")}</button>
    </form>
  );
}

function Group({ legend, children }: { legend: string; children: ReactNode }) {
  return (
    <fieldset>
      <legend>{legend}</legend>
      {children}
    </fieldset>
  );
}

type ChoiceProps = {
  type: "radio" | "checkbox";
  name: string;
  value: string;
  checked: boolean;
  children: ReactNode;
};

function Choice({ type, name, value, checked, children }: ChoiceProps) {
  return (
    <label className="choice">
      <input type={type} name={name} value={value} defaultChecked={checked} />
      <span>{children}</span>
    </label>
  );
}
