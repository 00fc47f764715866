import type { ReactNode } from "react";
import { words } from "@/messages/words";

type Props = {
  accentColor: string | null;
  /** The address of our own script. */
  script: string;
  children: ReactNode;
};

/** The shell of every public page. Its one script is our own, and the page is whole without it. */
export function PublicDocument({ accentColor, script, children }: Props) {
  const t = words();
  const accent = /^#([0-9a-f]{6})$/i.exec(accentColor ?? "")?.[1]?.toLowerCase();
  return (
    <html lang="en">
      <body className="as-page">
        {accent ? <link rel="stylesheet" href={`/accent/${accent}.css`} precedence="accent" /> : null}
        <a href="#main" className="skip-link">
          {t("page.skip")}
        </a>
        {children}
        <script src={script} defer data-yours={t("live.yours", { time: "{time}" })} />
      </body>
    </html>
  );
}
