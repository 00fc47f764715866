import type { RequestListener } from "node:http";
import { createElement, type ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { IncidentPage } from "@/components/incident-page";
import { NotFoundPage, UnreadablePage } from "@/components/plain-page";
import { PublicDocument } from "@/components/public-document";
import { StatusPage } from "@/components/status-page";
import { WindowPage } from "@/components/window-page";
import type { PublicIncident, PublicWindow } from "@/domain/public-page";
import { jobHeader, type PrintJob, printJob } from "@/server/editions/print-job";

/** Renders the real pages as Next does, counts them, and can be made to spoil them. */
export function countingPress() {
  const press = {
    /** The paths that were rendered, in order. */
    rendered: [] as string[],
    spoil: (html: string): string => html,
    status: null as number | null,
    /** Every page waits for it. */
    until: Promise.resolve(),
  };
  const render: RequestListener = async (request, response) => {
    const path = request.url ?? "/";
    const job = printJob(new Headers({ [jobHeader]: String(request.headers[jobHeader] ?? "") }));
    if (!job) return void response.writeHead(404).end();
    press.rendered.push(path);
    await press.until;
    response.writeHead(press.status ?? (path === "/404" ? 404 : 200), { "Content-Type": "text/html" });
    response.end(press.spoil(documentOf(path, job)));
  };
  return { press, render };
}

function documentOf(path: string, { page, record, mark }: PrintJob): string {
  const printed = { page, mark, logo: null };
  const shell = (children: ReactNode) =>
    renderToStaticMarkup(createElement(PublicDocument, { accentColor: null, script: "/live.js?v=1", children }));
  const body = path.startsWith("/incidents/-")
    ? createElement(UnreadablePage, printed)
    : path.startsWith("/incidents/")
      ? createElement(IncidentPage, { ...printed, incident: record as PublicIncident })
      : path.startsWith("/maintenance/")
        ? createElement(WindowPage, { ...printed, window: record as PublicWindow })
        : path === "/404"
          ? createElement(NotFoundPage, printed)
          : createElement(StatusPage, printed);
  const head = "<head><title>Status</title></head>";
  return `<!doctype html>${shell(body).replace("<body", `${head}<body`)}`;
}
