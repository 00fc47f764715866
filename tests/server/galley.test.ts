import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { galleyOf, SpoiledSheet } from "@/server/editions/galley";
import { openPress } from "@/server/editions/press";

const mark = { revision: 7, fingerprint: "abc", build: "b1" };
const main = '<main data-revision="7" data-fingerprint="abc"><h1>Fine</h1></main>';

function page({ head = "<title>Fine</title>", body = main } = {}): string {
  return `<!doctype html><html lang="en"><head>${head}</head><body>${body}</body></html>`;
}

const spoiled = async (html: string) => galleyOf(html, { mark }).catch((error) => error as Error);

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openPress((request, response) => {
    const sheet = /^\/_next\/static\/(\w+)\.css$/.exec(request.url ?? "")?.[1];
    response.writeHead(sheet ? 200 : 404).end(sheet ? `.${sheet}{color:red}` : "");
  });
});
afterAll(() => close());

describe("the framework is taken out of a page", () => {
  test("its scripts, its preloads and its comments go; our own script, the words and the icons stay", async () => {
    const { html } = await galleyOf(
      page({
        head: `<title>Fine</title><link rel="preload" as="script" href="/_next/a.js"><link rel="icon" href="/icons/quiet.svg">
          <script src="/_next/a.js" async></script>`,
        body: `${main}<!--$--><script src="/live.js?v=1" defer data-yours="x"></script><script>self.__next_f=[]</script><!--/$-->`,
      }),
      { mark },
    );
    expect(html).not.toMatch(/_next|__next|<!--/);
    expect(html).toContain('<script src="/live.js?v=1" defer="" data-yours="x"></script>');
    expect(html).toContain('<link rel="icon" href="/icons/quiet.svg">');
    expect(html).toContain("<h1>Fine</h1>");
    expect(html.startsWith("<!DOCTYPE html>")).toBe(true);
  });

  test("its style sheets become one style element, in their order, which is given back for the policy", async () => {
    const links = ["a", "b"].map((name) => `<link rel="stylesheet" href="/_next/static/${name}.css">`).join("");
    const { html, style } = await galleyOf(page({ head: `<title>Fine</title>${links}` }), { mark });
    expect(style).toBe(".a{color:red}\n.b{color:red}");
    expect(html).toContain(`<style>${style}</style>`);
    expect(html).not.toContain("stylesheet");
  });

  test("a copy brings its policy with it, before anything that it speaks of", async () => {
    const { html } = await galleyOf(page(), { mark, policy: (style) => `style-src '${style.length}'` });
    expect(html).toContain(`<head><meta http-equiv="Content-Security-Policy" content="style-src '0'">`);
  });
});

describe("what is not fit to be printed is refused", () => {
  test.each([
    ["another moment's page", page({ body: '<main data-revision="6" data-fingerprint="abc"></main>' })],
    ["another page's words", page({ body: '<main data-revision="7" data-fingerprint="abd"></main>' })],
    ["a page without a main part", page({ body: "<p>Internal Server Error</p>" })],
    ["no title", page({ head: "" })],
    ["two titles", page({ head: "<title>a</title><title>b</title>" })],
    ["a title that came too late", page({ head: "", body: `${main}<title>late</title>` })],
    ["a style attribute", page({ body: `${main}<p style="color:red">x</p>` })],
    ["a handler", page({ body: `${main}<p onclick="x()">x</p>` })],
    ["a hidden boundary", page({ body: `${main}<div hidden id="S:0">late</div>` })],
    ["a boundary's place", page({ body: `${main}<template id="B:0"></template>` })],
    ["a style sheet that is not there", page({ head: '<title>a</title><link rel="stylesheet" href="/gone.css">' })],
  ])("%s", async (_, html) => {
    expect(await spoiled(html)).toBeInstanceOf(SpoiledSheet);
  });

  test("a script within our own script's element is not our own", async () => {
    const { html } = await galleyOf(page({ body: `${main}<script src="/live.js">alert(1)</script>` }), { mark });
    expect(html).not.toContain("<script");
  });
});
