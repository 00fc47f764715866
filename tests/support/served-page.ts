/** What a browser gets. */
export async function page(url: string): Promise<string> {
  return (await fetch(url)).text();
}

/** An attribute of the page's main part; null where it is missing. */
export function attribute(html: string, name: string): string | null {
  return new RegExp(`<main[^>]* ${name}="([^"]*)"`).exec(html)?.[1] ?? null;
}

export function wordsOf(html: string): string {
  return html.replace(/<style>[\s\S]*?<\/style>|<[^>]+>/g, " ").replace(/\s+/g, " ");
}
