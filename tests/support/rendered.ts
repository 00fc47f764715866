import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { IncidentPage } from "@/components/incident-page";
import { StatusPage } from "@/components/status-page";
import type { PublicPage } from "@/domain/public-page";
import { publicPages } from "./public-pages";

/** A page of the gallery. */
export function pageNamed(name: string): PublicPage {
  const page = publicPages[name];
  if (!page) throw new Error(`There is no page named ${name}`);
  return page;
}

export const htmlOf = (page: PublicPage) =>
  renderToStaticMarkup(createElement(StatusPage, { page, mark: null, logo: null }));

/** The page of its first incident. */
export function incidentHtml(page: PublicPage): string {
  const incident = page.openIncidents[0] ?? page.days.flatMap((day) => day.incidents)[0];
  if (!incident) throw new Error("There is no incident");
  return renderToStaticMarkup(createElement(IncidentPage, { page, incident, mark: null, logo: null }));
}

export const text = (html: string) =>
  html
    .replace(/<[^>]+>/g, " ")
    .replaceAll("&#x27;", "'")
    .replace(/\s+/g, " ");
export const answerOf = (html: string) => text(/<h1[^>]*>(.*?)<\/h1>/.exec(html)?.[1] ?? "").trim();
export const statusOf = (html: string) => /<section class="status".*?<\/section>/s.exec(html)?.[0] ?? "";
