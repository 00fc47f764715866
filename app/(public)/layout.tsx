import type { ReactNode } from "react";
import { PublicDocument } from "@/components/public-document";
import { currentPage } from "@/server/snapshot";
import "../globals.css";

export const dynamic = "force-dynamic";

export default function PublicLayout({ children }: { children: ReactNode }) {
  return <PublicDocument accentColor={currentPage().accentColor}>{children}</PublicDocument>;
}
