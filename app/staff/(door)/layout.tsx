import type { ReactNode } from "react";
import { OriginCheck } from "@/components/staff/origin-check";
import { settings } from "@/server/settings";
import { currentPage } from "@/server/snapshot";

export default function DoorLayout({ children }: { children: ReactNode }) {
  return (
    <div className="mx-auto grid min-h-svh w-full max-w-[30rem] grid-rows-[auto_1fr] px-4 sm:px-6">
      <header className="pt-6">
        <a href="/" className="font-semibold tracking-tight no-underline">
          {currentPage().name}
        </a>
      </header>
      <main id="main" className="pt-12 pb-24 sm:pt-[12vh]">
        <OriginCheck siteUrl={settings().siteUrl} />
        {children}
      </main>
    </div>
  );
}
