import XMLBuilder from "fast-xml-builder";
import type { HistoryEntry } from "@/messages/history";
import { contentOf } from "./feed-content";

export const feedForms = ["atom", "rss", "json"] as const;
export type FeedForm = (typeof feedForms)[number];

export type Feed = {
  /** What its addresses have between the host and their ending. */
  path: string;
  title: string;
  description: string;
  author: string;
  /** Of the site, without a slash at the end. */
  url: string;
  timeZone: string;
  /** RFC 3339; the newest entry's. */
  updatedAt: string;
  entries: HistoryEntry[];
};

export const feedTypes: Record<FeedForm, string> = {
  atom: "application/atom+xml; charset=utf-8",
  rss: "application/rss+xml; charset=utf-8",
  json: "application/feed+json; charset=utf-8",
};

/** The whole feed in one of its forms. */
export function feedText(feed: Feed, form: FeedForm): string {
  if (form === "json") return `${JSON.stringify(jsonFeed(feed))}\n`;
  const root = form === "atom" ? { feed: atomFeed(feed) } : { rss: rssFeed(feed) };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xml.build(writable(root))}`;
}

const xml = new XMLBuilder({ ignoreAttributes: false, suppressEmptyNode: true, format: true });
const link = (rel: string, type: string, href: string) => ({ "@_rel": rel, "@_type": type, "@_href": href });
const tagOf = ({ url }: Feed, rest: string) => `tag:${new URL(url).hostname},2005:${rest}`;

/** RFC 4287, in the order that Statuspage writes. */
function atomFeed(feed: Feed): object {
  const { url, path, title, author, updatedAt, timeZone, entries } = feed;
  return {
    "@_xml:lang": "en-US",
    "@_xmlns": "http://www.w3.org/2005/Atom",
    id: tagOf(feed, path),
    link: [link("alternate", "text/html", url), link("self", "application/atom+xml", `${url}${path}.atom`)],
    title,
    updated: updatedAt,
    author: { name: author },
    entry: entries.map((entry) => ({
      id: tagOf(feed, `Incident/${entry.id}`),
      published: entry.publishedAt,
      updated: entry.updatedAt,
      link: link("alternate", "text/html", entry.url),
      title: entry.title,
      content: { "@_type": "html", "#text": contentOf(entry, timeZone) },
    })),
  };
}

function rssFeed({ url, path, title, description, timeZone, updatedAt, entries }: Feed): object {
  return {
    "@_version": "2.0",
    "@_xmlns:atom": "http://www.w3.org/2005/Atom",
    channel: {
      title,
      link: url,
      description,
      "atom:link": link("self", "application/rss+xml", `${url}${path}.rss`),
      lastBuildDate: rfc822(updatedAt),
      item: entries.map((entry) => ({
        title: entry.title,
        description: contentOf(entry, timeZone),
        pubDate: rfc822(entry.publishedAt),
        link: entry.url,
        guid: entry.url,
      })),
    },
  };
}

/** <https://www.jsonfeed.org/version/1.1/> */
function jsonFeed({ url, path, title, description, author, timeZone, entries }: Feed): object {
  return {
    version: "https://jsonfeed.org/version/1.1",
    title,
    home_page_url: `${url}/`,
    feed_url: `${url}${path}.json`,
    description,
    language: "en",
    authors: [{ name: author, url: `${url}/` }],
    items: entries.map((entry) => ({
      id: entry.url,
      url: entry.url,
      title: entry.title,
      content_html: contentOf(entry, timeZone),
      date_published: entry.publishedAt,
      date_modified: entry.updatedAt,
    })),
  };
}

function rfc822(time: string): string {
  return new Date(time).toUTCString();
}

/** Without what XML 1.0 has no way to write (<https://www.w3.org/TR/xml/#charsets>). */
function writable<T>(value: T): T {
  if (typeof value === "string") return value.toWellFormed().replace(/[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]/gu, "") as T;
  if (Array.isArray(value)) return value.map(writable) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, writable(each)])) as T;
}
