import type { ReactNode } from "react";
import { PublicDocument } from "@/components/public-document";
import { liveScript } from "@/server/live-script";
import "../globals.css";
import { shown } from "./shown";

export const dynamic = "force-dynamic";

export default async function PublicLayout({ children }: { children: ReactNode }) {
  const { page } = await shown();
  return (
    <PublicDocument accentColor={page.accentColor} script={liveScript().address}>
      {children}
    </PublicDocument>
  );
}
