import { words } from "@/messages/words";
import { type SnippetChoices, type SnippetName, type SnippetSite, snippetsOf } from "./snippet";

const ways: readonly SnippetName[] = ["html", "react", "csp", "iframe", "frame", "image"];

/** What there is to copy, for each kind of host. */
export function Snippets({ choices, site }: { choices: SnippetChoices; site: SnippetSite }) {
  const t = words();
  const texts = snippetsOf(choices, site);
  const help = {
    host: new URL(site.url).host,
    types: `${site.url}/widget.d.ts`,
    react: `${site.url}/widget-react.d.ts`,
  };
  return (
    <div className="snippets" id="snippets">
      <h2>{t("embed.snippet")}</h2>
      {ways.map((name) => (
        <section key={name} className="snippet" aria-labelledby={`way-${name}`}>
          <div>
            <h3 id={`way-${name}`}>{t(`embed.way.${name}`)}</h3>
            <button type="button" data-copy={name} aria-describedby={`way-${name}`}>
              {t("embed.copy")}
            </button>
          </div>
          <pre>
            <code data-snippet={name}>{texts[name]}</code>
          </pre>
          <p className="help">{t(`embed.wayHelp.${name}`, help)}</p>
        </section>
      ))}
      <p className="help last">
        {t("embed.integrity")}: <code>{site.integrity}</code>
        <br />
        {t("embed.docs")} <a href="/api/widget.json">{`${site.url}/api/widget.json`}</a>
      </p>
    </div>
  );
}
