import type { Metadata, Viewport } from "next";
import { StatusPage } from "@/components/status-page";
import { pageDescription, pageTitle } from "@/messages/headline";
import { currentPage } from "@/server/snapshot";
import { headOf, viewportOf } from "./head";
import { logoAddress } from "./logo";

export const dynamic = "force-dynamic";

export function generateMetadata(): Metadata {
  const page = currentPage();
  return headOf(page, "/", pageTitle(page), pageDescription(page));
}

export function generateViewport(): Viewport {
  return viewportOf(currentPage());
}

export default function Page() {
  const page = currentPage();
  return <StatusPage page={page} logo={logoAddress(page.logo)} />;
}
