import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { UnreadablePage } from "@/components/plain-page";
import { WindowPage } from "@/components/window-page";
import type { PublicWindow } from "@/domain/public-page";
import { windowIcon } from "@/messages/icon";
import { windowDescription, windowTitle } from "@/messages/window-words";
import { words } from "@/messages/words";
import { findPublicWindow } from "@/server/records";
import { headOf } from "../../head";
import { shown } from "../../shown";

export const dynamic = "force-dynamic";

type Props = { params: Promise<{ id: string }> };

/** `window` is null when only the database could tell, and it isn't there. */
async function found({ params }: Props) {
  const { record, ...rest } = await shown();
  if (rest.mark) return { ...rest, window: record as PublicWindow | null };
  const { id } = await params;
  const window = await findPublicWindow(id, rest.page.at).catch(() => "unreadable" as const);
  return { ...rest, window: window === "unreadable" ? null : (window ?? notFound()) };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { window, page } = await found(props);
  if (!window) return { title: words()("title.unreadable", { name: page.name }), robots: "noindex" };
  const title = windowTitle(window, page.name);
  return headOf(page, `/maintenance/${window.id}`, title, windowDescription(window, page), windowIcon(window, page));
}

export default async function Page(props: Props) {
  const { window, ...rest } = await found(props);
  return window ? <WindowPage window={window} {...rest} /> : <UnreadablePage {...rest} />;
}
