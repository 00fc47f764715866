import type { PublicWindow } from "../domain/public-page";

/** The next window of its kind, with the later ones of the same series. */
export type UpcomingBundle = { window: PublicWindow; again: PublicWindow[] };

/** Soonest first, as `windows` are; what comes again stands with its first time. */
export function upcomingBundles(windows: readonly PublicWindow[]): UpcomingBundle[] {
  const bundles: UpcomingBundle[] = [];
  const series = new Map<string, UpcomingBundle>();
  for (const window of windows) {
    const known = window.seriesId === null ? undefined : series.get(window.seriesId);
    if (known) {
      known.again.push(window);
      continue;
    }
    const bundle = { window, again: [] };
    bundles.push(bundle);
    if (window.seriesId !== null) series.set(window.seriesId, bundle);
  }
  return bundles;
}
