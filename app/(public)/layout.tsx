import type { ReactNode } from "react";
import { words } from "@/messages/words";
import { currentPage } from "@/server/snapshot";
import "../globals.css";

export const dynamic = "force-dynamic";

export default function PublicLayout({ children }: { children: ReactNode }) {
  const t = words();
  const accent = /^#[0-9a-f]{6}$/i
    .exec(currentPage().accentColor ?? "")?.[0]
    .slice(1)
    .toLowerCase();
  return (
    <html lang="en">
      <body>
        {accent ? <link rel="stylesheet" href={`/accent/${accent}.css`} precedence="accent" /> : null}
        <a href="#main" className="skip-link">
          {t("page.skip")}
        </a>
        {children}
        <script src="/live.js" defer data-yours={t("live.yours", { time: "{time}" })} />
      </body>
    </html>
  );
}
