import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser } from "playwright-core";
import { picture } from "./screenshot-picture";

const modes = { outage: "outage", maintenance: "maintenance", upcoming: "upcoming", unknown: "fresh-install" };

const style = `html{color-scheme:light dark;font:16px/1.6 Georgia,serif}body{margin:0}
header,main{max-width:60rem;margin-inline:auto;padding:1.25rem 1.5rem}header{display:flex;justify-content:space-between;align-items:center;gap:1rem;font-weight:700}
.line{display:flex;justify-content:space-between;border-top:1px solid #8884;padding-block:.75rem}`;

/** A product that has the widget. */
function product(status: string): string {
  const lines = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"].map(
    (day, index) => `<p class="line"><span>${day}</span><span>${6 + index}:30 h</span></p>`,
  );
  return `<!doctype html><html lang="en"><head><title>Timesheet</title><meta name="viewport" content="width=device-width">
    <style>${style}</style></head><body><header>Timesheet <candor-status mode="badge"></candor-status></header>
    <main><h1>This week</h1>${lines.join("")}</main><candor-status upcoming="7d" show-operational></candor-status>
    <script src="${status}/widget.js" async></script></body></html>`;
}

/** The widget in each mode on a page of another site, and the page that makes its snippet. */
export async function takeWidget(browser: Browser, site: string): Promise<void> {
  const { emptyDatabase } = await import("./empty-database");
  const { scenes } = await import("./screenshot-scenes");
  const { refreshSnapshot } = await import("@/server/snapshot");
  const { whenPrinted } = await import("@/server/editions/keeper");
  const server = createServer((_, response) => {
    response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" }).end(product(site));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  for (const [mode, scene] of Object.entries(modes)) {
    await emptyDatabase();
    await scenes[scene]?.(Date.now());
    await refreshSnapshot();
    await whenPrinted();
    await picture(browser, `http://127.0.0.1:${port}/`, `widget-${mode}`);
    if (mode === "outage") await picture(browser, `${site}/embed`, "embed");
  }
  server.close();
}
