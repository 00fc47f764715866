import { words } from "@/messages/words";
import { shellOf } from "../document-shell";

/** How the owner wants the box to look; as everywhere where nobody chose. */
type Look = {
  position: string;
  incidentBackground: string;
  incidentText: string;
  maintenanceBackground: string;
  maintenanceText: string;
} | null;

const style = "html,body{margin:0;background:none;overflow:hidden}";

/** The page within a frame of another site: the widget, and nothing else. */
export function frameDocument(name: string, look: Look): { html: string; style: string } {
  const colors = look && {
    "data-incident": look.incidentBackground,
    "data-incident-text": look.incidentText,
    "data-maintenance": look.maintenanceBackground,
    "data-maintenance-text": look.maintenanceText,
  };
  const title = words()("embed.frame", { name });
  const head = (
    <>
      <meta name="robots" content="noindex" />
      <meta name="color-scheme" content="light dark" />
      <title>{title}</title>
    </>
  );
  const body = (
    <body>
      <script src="/widget.js" data-mode="none" defer />
      <script src="/embed/frame.js" defer />
      <noscript>
        <a href="/" target="_blank" rel="noopener">
          {title}
        </a>
      </noscript>
    </body>
  );
  return shellOf({ head, style, body, attributes: { "data-position": look?.position ?? "bottom-left", ...colors } });
}
