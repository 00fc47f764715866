import type { ReactNode } from "react";
import { words } from "@/messages/words";
import "../globals.css";
import "../../components/styles/reference.css";

export const dynamic = "force-dynamic";

export default function ReferenceLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>
        <a href="#main" className="skip-link">
          {words()("page.skip")}
        </a>
        {children}
      </body>
    </html>
  );
}
