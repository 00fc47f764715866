import type { Metadata, Viewport } from "next";
import { StatusPage } from "@/components/status-page";
import { pageDescription, pageTitle } from "@/messages/headline";
import { headOf, viewportOf } from "./head";
import { shown } from "./shown";

export const dynamic = "force-dynamic";

export async function generateMetadata(): Promise<Metadata> {
  const { page } = await shown();
  return headOf(page, "/", pageTitle(page), pageDescription(page));
}

export async function generateViewport(): Promise<Viewport> {
  return viewportOf((await shown()).page);
}

export default async function Page() {
  const { page, mark, logo } = await shown();
  return <StatusPage page={page} mark={mark} logo={logo} />;
}
