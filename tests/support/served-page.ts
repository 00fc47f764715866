/** What a browser gets, without Next's own data, which repeats it. */
export async function page(url: string): Promise<string> {
  const html = await (await fetch(url)).text();
  return html.replace(/<script\b[\s\S]*?<\/script>/g, "");
}

/** An attribute of the page's main part; null where it is missing. */
export function attribute(html: string, name: string): string | null {
  return new RegExp(`<main[^>]* ${name}="([^"]*)"`).exec(html)?.[1] ?? null;
}

export function wordsOf(html: string): string {
  return html.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
}
