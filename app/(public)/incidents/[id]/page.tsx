import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { IncidentPage } from "@/components/incident-page";
import { UnreadablePage } from "@/components/plain-page";
import type { PublicIncident } from "@/domain/public-page";
import { incidentTitle } from "@/messages/headline";
import { words } from "@/messages/words";
import { findPublicIncident } from "@/server/records";
import { currentPage } from "@/server/snapshot";
import { headOf } from "../../head";
import { logoAddress } from "../../logo";

export const dynamic = "force-dynamic";

type Props = { params: Promise<{ id: string }> };

/** `unreadable` when only the database could tell, and it isn't there. */
async function found({ params }: Props): Promise<PublicIncident | "unreadable"> {
  const { id } = await params;
  const incident = await findPublicIncident(id, currentPage().at).catch(() => "unreadable" as const);
  return incident ?? notFound();
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const incident = await found(props);
  const page = currentPage();
  if (incident === "unreadable") return { title: words()("title.unreadable", { name: page.name }), robots: "noindex" };
  return headOf(page, `/incidents/${incident.id}`, incidentTitle(incident, page), incident.effect ?? incident.name);
}

export default async function Page(props: Props) {
  const incident = await found(props);
  const page = currentPage();
  const logo = logoAddress(page.logo);
  if (incident === "unreadable") return <UnreadablePage page={page} logo={logo} />;
  return <IncidentPage page={page} incident={incident} logo={logo} />;
}
