/** What the catalogue gives the script, on its own element. */
export const words = (document.currentScript as HTMLScriptElement).dataset;
export const lang = document.documentElement.lang || "en";
