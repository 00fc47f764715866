import type { PublicComponent, PublicPage } from "@/domain/public-page";
import { words } from "@/messages/words";
import { sampleModes, sampleStatus } from "./samples";
import { attributesOf, type SnippetChoices } from "./snippet";

type Props = { choices: SnippetChoices; page: PublicPage; components: readonly PublicComponent[]; url: string };

/** The widget itself, in a product of each kind of day. */
export function Previews({ choices, page, components, url }: Props) {
  const t = words();
  const component = components.find(({ id }) => choices.components.includes(id)) ?? components[0];
  const of = {
    page: page.name,
    url: `${url}/`,
    component: { id: component?.id ?? "", name: component?.name ?? page.name },
  };
  const minute = Math.floor(page.at / 60_000) * 60_000;
  const attributes = Object.fromEntries(attributesOf(choices).filter(([name]) => name !== "components"));
  return (
    <section aria-labelledby="previews">
      <h2 id="previews">{t("embed.preview")}</h2>
      <p className="muted">{t("embed.previewHelp")}</p>
      <p className="needs-script">{t("embed.needsScript")}</p>
      <div className="shops">
        {sampleModes.map((mode) => (
          <figure key={mode}>
            <figcaption>{t(`embed.mode.${mode}`)}</figcaption>
            <div className="shop">
              <header>
                {t("embed.shop")}
                <candor-status {...attributes} data-sample={JSON.stringify(sampleStatus(mode, of, minute))} />
              </header>
              <i />
              <i />
              <i />
              <i />
              <i />
            </div>
          </figure>
        ))}
      </div>
    </section>
  );
}
