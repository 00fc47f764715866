import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { IncidentPage } from "@/components/incident-page";
import { UnreadablePage } from "@/components/plain-page";
import type { PublicIncident } from "@/domain/public-page";
import { incidentTitle } from "@/messages/headline";
import { words } from "@/messages/words";
import { findPublicIncident } from "@/server/records";
import { headOf } from "../../head";
import { shown } from "../../shown";

export const dynamic = "force-dynamic";

type Props = { params: Promise<{ id: string }> };

/** `incident` is null when only the database could tell, and it isn't there. */
async function found({ params }: Props) {
  const { record, ...rest } = await shown();
  if (rest.mark) return { ...rest, incident: record as PublicIncident | null };
  const { id } = await params;
  const incident = await findPublicIncident(id, rest.page.at).catch(() => "unreadable" as const);
  return { ...rest, incident: incident === "unreadable" ? null : (incident ?? notFound()) };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { incident, page } = await found(props);
  if (!incident) return { title: words()("title.unreadable", { name: page.name }), robots: "noindex" };
  return headOf(page, `/incidents/${incident.id}`, incidentTitle(incident, page), incident.effect ?? incident.name);
}

export default async function Page(props: Props) {
  const { incident, ...rest } = await found(props);
  return incident ? <IncidentPage incident={incident} {...rest} /> : <UnreadablePage {...rest} />;
}
