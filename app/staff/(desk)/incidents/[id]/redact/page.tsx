import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ButtonLink, Submit } from "@/components/staff/button";
import { TextArea, TextField } from "@/components/staff/fields";
import { StaffForm } from "@/components/staff/form";
import { PageHead } from "@/components/staff/page-head";
import { RedactNotes } from "@/components/staff/redact-notes";
import { incidentForEditor } from "@/server/reads";
import { atDesk } from "../../../../at-desk";
import { redactWords } from "./actions";

export const metadata: Metadata = { title: "Redact words" };

export default async function RedactPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const path = `/staff/incidents/${id}/redact`;
  const { actor, signedOut } = await atDesk(path, { action: redactWords, path });
  if (signedOut) return signedOut;
  if (!actor.permissions.includes("redact")) notFound();
  const found = await incidentForEditor(id);
  if (!found) notFound();
  return (
    <div className="max-w-2xl">
      <PageHead title="Redact words for good">
        <p>
          In “{found.incident.name}”. The words leave every row, the record of changes and the page. Nobody can bring
          them back. The public record says that words were removed, and why.
        </p>
      </PageHead>
      <StaffForm action={redactWords} path={path} hidden={{ incidentId: id }}>
        <TextArea name="text" label="Words that must go" hint="Copy them exactly as they stand." rows={3} />
        <TextField name="reason" label="Why? Customers read this." hint="Such as: it named a customer." ofIncident />
        <div className="flex flex-wrap gap-2">
          <Submit weight="danger">Redact for good</Submit>
          <ButtonLink href={`/staff/incidents/${id}`}>Leave them</ButtonLink>
        </div>
        <RedactNotes />
      </StaffForm>
    </div>
  );
}
