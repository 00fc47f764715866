import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { UnreadablePage } from "@/components/plain-page";
import { WindowPage } from "@/components/window-page";
import type { PublicWindow } from "@/domain/public-page";
import { windowIcon } from "@/messages/icon";
import { windowDescription, windowTitle } from "@/messages/window-words";
import { words } from "@/messages/words";
import { findPublicWindow } from "@/server/records";
import { currentPage } from "@/server/snapshot";
import { headOf } from "../../head";
import { logoAddress } from "../../logo";

export const dynamic = "force-dynamic";

type Props = { params: Promise<{ id: string }> };

/** `unreadable` when only the database could tell, and it isn't there. */
async function found({ params }: Props): Promise<PublicWindow | "unreadable"> {
  const { id } = await params;
  const window = await findPublicWindow(id, currentPage().at).catch(() => "unreadable" as const);
  return window ?? notFound();
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const window = await found(props);
  const page = currentPage();
  if (window === "unreadable") return { title: words()("title.unreadable", { name: page.name }), robots: "noindex" };
  const title = windowTitle(window, page.name);
  return headOf(page, `/maintenance/${window.id}`, title, windowDescription(window, page), windowIcon(window, page));
}

export default async function Page(props: Props) {
  const window = await found(props);
  const page = currentPage();
  const logo = logoAddress(page.logo);
  if (window === "unreadable") return <UnreadablePage page={page} logo={logo} />;
  return <WindowPage page={page} window={window} logo={logo} />;
}
