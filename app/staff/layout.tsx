import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { currentPage } from "@/server/snapshot";
import "./staff.css";

export const dynamic = "force-dynamic";

export function generateMetadata(): Metadata {
  const { name } = currentPage();
  return {
    title: { template: `%s · ${name} staff`, default: `${name} staff` },
    robots: { index: false, follow: false },
    icons: { icon: [{ url: "/icons/staff.svg", type: "image/svg+xml" }] },
    formatDetection: { telephone: false, date: false, address: false, email: false },
  };
}

export const viewport: Viewport = { colorScheme: "light dark" };

export default function StaffLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>
        <a href="#main" className="skip-link">
          Skip to the content
        </a>
        {children}
      </body>
    </html>
  );
}
