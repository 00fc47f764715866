import type { Metadata } from "next";
import { ApiReference } from "@/components/api-reference";
import { words } from "@/messages/words";
import { settings } from "@/server/settings";
import { currentPage } from "@/server/snapshot";
import { reference } from "@/server/v1/reference";

export const dynamic = "force-dynamic";

export function generateMetadata(): Metadata {
  const title = words()("reference.title", { name: currentPage().name });
  return { title, icons: { icon: "/icons/quiet.svg" } };
}

export default async function ApiPage() {
  return <ApiReference name={currentPage().name} address={settings().siteUrl} parts={await reference()} />;
}
