import type { Metadata, Viewport } from "next";
import type { PublicPage } from "@/domain/public-page";
import { iconOf } from "@/messages/icon";
import { words } from "@/messages/words";
import { settings } from "@/server/settings";

export function headOf(
  page: PublicPage,
  path: string,
  title: string,
  description: string,
  iconName = iconOf(page),
): Metadata {
  const icon = `/icons/${iconName}`;
  return {
    metadataBase: new URL(settings().siteUrl),
    title,
    description,
    alternates: { canonical: path, types: alternatesOf(page) },
    openGraph: { title, description, url: path, siteName: page.name, type: "website" },
    formatDetection: { telephone: false, date: false, address: false, email: false },
    icons: {
      icon: [
        { url: `${icon}.png`, type: "image/png", sizes: "64x64" },
        { url: `${icon}.svg`, type: "image/svg+xml", sizes: "any" },
      ],
    },
  };
}

/** What readers of feeds and calendars find on every page. */
function alternatesOf({ name }: PublicPage) {
  const t = words();
  const feed = t("feed.title", { name });
  return {
    "application/atom+xml": [{ url: "/history.atom", title: feed }],
    "application/rss+xml": [{ url: "/history.rss", title: feed }],
    "application/feed+json": [{ url: "/history.json", title: feed }],
    "text/calendar": [{ url: "/maintenance.ics", title: t("calendar.title", { name }) }],
  };
}

const grounds: Partial<Record<string, [light: string, dark: string]>> = {
  outage: ["#931417", "#801314"],
  partial_outage: ["#f79447", "#8a411a"],
  unannounced_work: ["#f79447", "#8a411a"],
  degraded: ["#f9cf69", "#695014"],
};
const paper: [string, string] = ["#fcfbf9", "#121316"];

/** The browser's own bar takes the colour of the page's top. */
export function viewportOf(page: PublicPage): Viewport {
  const [light, dark] = grounds[page.label ?? ""] ?? paper;
  return {
    colorScheme: "light dark",
    themeColor: [
      { media: "(prefers-color-scheme: light)", color: light },
      { media: "(prefers-color-scheme: dark)", color: dark },
    ],
  };
}
