import type { Metadata } from "next";
import { NotFoundPage } from "@/components/not-found-page";
import { words } from "@/messages/words";
import { currentPage } from "@/server/snapshot";
import { logoAddress } from "./logo";

export function generateMetadata(): Metadata {
  return { title: words()("title.notFound", { name: currentPage().name }) };
}

export default function NotFound() {
  const page = currentPage();
  return <NotFoundPage page={page} logo={logoAddress(page.logo)} />;
}
