import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { IncidentPage } from "@/components/incident-page";
import { incidentTitle } from "@/messages/headline";
import { currentPage, findPublicIncident } from "@/server/snapshot";
import { headOf } from "../../head";
import { logoAddress } from "../../logo";

export const dynamic = "force-dynamic";

type Props = { params: Promise<{ id: string }> };

async function found({ params }: Props) {
  const { id } = await params;
  const page = currentPage();
  const incident = await findPublicIncident(id, page.at);
  if (incident === null) notFound();
  return { page, incident };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { page, incident } = await found(props);
  return headOf(page, `/incidents/${incident.id}`, incidentTitle(incident, page), incident.effect ?? incident.name);
}

export default async function Page(props: Props) {
  const { page, incident } = await found(props);
  return <IncidentPage page={page} incident={incident} logo={logoAddress(page.logo)} />;
}
