import type { Metadata } from "next";
import { connection } from "next/server";
import { NotFoundPage } from "@/components/plain-page";
import { PublicDocument } from "@/components/public-document";
import { words } from "@/messages/words";
import { currentPage } from "@/server/snapshot";
import { logoAddress } from "./(public)/logo";
import "./globals.css";

export async function generateMetadata(): Promise<Metadata> {
  await connection();
  return { title: words()("title.notFound", { name: currentPage().name }), icons: { icon: "/icons/quiet.svg" } };
}

/** Whatever no route answers, in the public pages' own dress. */
export default async function GlobalNotFound() {
  await connection();
  const page = currentPage();
  return (
    <PublicDocument accentColor={page.accentColor}>
      <NotFoundPage page={page} logo={logoAddress(page.logo)} />
    </PublicDocument>
  );
}
