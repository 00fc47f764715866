import type { PublicPage } from "@/domain/public-page";
import { words } from "@/messages/words";
import { shellOf } from "../document-shell";
import { EmbedForm } from "./embed-form";
import { embedStyle } from "./embed-style";
import { Previews } from "./previews";
import { choicesFrom, type SnippetSite } from "./snippet";
import { Snippets } from "./snippets";

/** The page on which a snippet is made: whole without scripts, and drawn anew for each choice. */
export function embedDocument(
  page: PublicPage,
  query: URLSearchParams,
  site: SnippetSite,
): { html: string; style: string } {
  const t = words();
  const components = page.groups.flatMap((group) => group.components);
  const known = new Set(components.map(({ id }) => id));
  const asked = choicesFrom(query);
  const choices = { ...asked, components: asked.components.filter((id) => known.has(id)) };
  const head = (
    <>
      <title>{t("embed.title", { name: page.name })}</title>
      <link rel="canonical" href={`${site.url}/embed`} />
      <link rel="icon" href="/icons/quiet.svg" type="image/svg+xml" />
    </>
  );
  const body = (
    <body data-mode={choices.mode}>
      <a className="skip" href="#snippets">
        {t("embed.snippet")}
      </a>
      <main>
        <a className="back" href="/">
          {page.name}
        </a>
        <h1>{t("embed.heading")}</h1>
        <p className="intro">{t("embed.intro")}</p>
        <div className="work">
          <EmbedForm choices={choices} components={components} site={site} />
          <Previews choices={choices} page={page} components={components} url={site.url} />
        </div>
        <Snippets choices={choices} site={site} />
      </main>
      <p role="status" className="copied" data-done={t("embed.copied")} />
      <script src="/widget.js" data-mode="none" defer />
      <script src="/embed/page.js" defer />
    </body>
  );
  return shellOf({ head, style: embedStyle, body });
}
