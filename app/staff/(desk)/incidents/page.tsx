import type { Metadata } from "next";
import { ButtonLink } from "@/components/staff/button";
import { IncidentList } from "@/components/staff/incident-list";
import { PageHead } from "@/components/staff/page-head";
import { Paging } from "@/components/staff/paging";
import { listIncidents } from "@/server/reads";
import { requireActor } from "@/server/session";
import { currentPage } from "@/server/snapshot";
import { first } from "../../first";

export const metadata: Metadata = { title: "Incidents" };

type Props = { searchParams: Promise<{ page?: string | string[] }> };

const pageSize = 25;
const lastPage = 1_000_000;

export default async function IncidentsPage({ searchParams }: Props) {
  await requireActor("/staff/incidents");
  const page = Math.min(lastPage, Math.max(1, Math.trunc(Number(first((await searchParams).page))) || 1));
  const { incidents, total } = await listIncidents({ page, pageSize });
  return (
    <div className="max-w-3xl">
      <PageHead title="Incidents" act={<ButtonLink href="/staff/incidents/new">Something is wrong</ButtonLink>} />
      {total === 0 && <p>No incidents yet. When something breaks, say so in a few touches; the rest is filled in.</p>}
      <IncidentList incidents={incidents} page={currentPage()} />
      <Paging path="/staff/incidents" page={page} pages={Math.ceil(total / pageSize)} />
    </div>
  );
}
