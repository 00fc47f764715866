import type { Metadata } from "next";
import { NotFoundPage } from "@/components/plain-page";
import { PublicDocument } from "@/components/public-document";
import { words } from "@/messages/words";
import { liveScript } from "@/server/live-script";
import { shown } from "./(public)/shown";
import "./globals.css";

export async function generateMetadata(): Promise<Metadata> {
  const { page } = await shown();
  return { title: words()("title.notFound", { name: page.name }), icons: { icon: "/icons/quiet.svg" } };
}

/** Whatever no route answers, in the public pages' own dress. */
export default async function GlobalNotFound() {
  const { page, mark, logo } = await shown();
  return (
    <PublicDocument accentColor={page.accentColor} script={liveScript().address}>
      <NotFoundPage page={page} mark={mark} logo={logo} />
    </PublicDocument>
  );
}
