import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Composer } from "@/components/staff/composer";
import { IncidentActs } from "@/components/staff/incident-acts";
import { IncidentHead } from "@/components/staff/incident-head";
import { PlanningWarning } from "@/components/staff/planning-warning";
import { Posted } from "@/components/staff/posted";
import { StaffTimeline } from "@/components/staff/staff-timeline";
import { isOpen } from "@/domain/incident";
import { publicIncident } from "@/domain/public-incident";
import { eventsOf, incidentForEditor, listTemplates } from "@/server/reads";
import { currentActor } from "@/server/session";
import { atDesk } from "../../../at-desk";
import { first } from "../../../first";
import { Flash } from "../../../flash";
import { editorFacts } from "../../../known";
import { postNothingNew } from "../../../nothing-new";
import { post } from "./actions";
import { lastSaid } from "./last-said";
import { notesOf } from "./notes";
import { takeable } from "./takeable";

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<"posted" | "update" | "done" | "offline", string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const found = (await currentActor()) && (await incidentForEditor((await params).id));
  return { title: found ? found.incident.name : "Incident" };
}

export default async function IncidentPage({ params, searchParams }: Props) {
  const { id } = await params;
  const asked = await searchParams;
  const posted = first(asked.posted) ?? null;
  const done = first(asked.done);
  const path = `/staff/incidents/${id}`;
  const { actor, signedOut } = await atDesk(path, { action: post, path });
  if (signedOut) return signedOut;
  const found = await incidentForEditor(id);
  if (!found) notFound();
  const { incident, version, authors } = found;
  const { facts, now } = await editorFacts(incident);
  const shown = publicIncident(facts, id, now);
  if (!shown) notFound();
  const page = { ...facts.page, at: now };
  const timeline = (
    <StaffTimeline
      incident={shown}
      authors={authors}
      filed={found.filed}
      waiting={found.waiting}
      page={page}
      path={path}
    />
  );
  const composer = {
    action: post,
    path,
    formKey: randomUUID(),
    posted,
    facts,
    incident,
    version,
    authors,
    templates: await listTemplates(),
    serverNow: now,
    offline: takeable(asked.offline, incident, facts, now),
  };
  return (
    <>
      {posted && (
        <Posted
          key={`posted ${posted}`}
          formKey={posted}
          drafts={[
            "incident.new",
            `incident.${id}`,
            "maintenance.new",
            `maintenance.${incident.maintenanceId}.incident`,
          ]}
          href={`/incidents/${id}`}
          notes={notesOf(await eventsOf("incident", id), first(asked.update))}
          waits={found.waiting.length > 0}
        />
      )}
      <Flash done={done} />
      {(posted || done) && <PlanningWarning id="said" text={lastSaid(incident)} />}
      <IncidentHead incident={shown} seen={version} page={page} formKey={randomUUID()} nothingNew={postNothingNew} />
      {incident.withdrawn ? (
        timeline
      ) : (
        <Composer key={`composer ${posted}`} {...composer} folded={!isOpen(incident, now)}>
          {timeline}
        </Composer>
      )}
      <IncidentActs
        path={path}
        withdrawn={incident.withdrawn !== null}
        canRedact={actor.permissions.includes("redact")}
      />
    </>
  );
}
