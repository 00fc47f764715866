import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ButtonLink, Submit } from "@/components/staff/button";
import { TextField } from "@/components/staff/fields";
import { StaffForm } from "@/components/staff/form";
import { PageHead } from "@/components/staff/page-head";
import { incidentForEditor } from "@/server/reads";
import { atDesk } from "../../../../at-desk";
import { withdraw } from "./actions";

export const metadata: Metadata = { title: "Withdraw an incident" };

export default async function WithdrawPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const path = `/staff/incidents/${id}/withdraw`;
  const { signedOut } = await atDesk(path, { action: withdraw, path });
  if (signedOut) return signedOut;
  const found = await incidentForEditor(id);
  if (!found || found.incident.withdrawn) notFound();
  return (
    <div className="max-w-2xl">
      <PageHead title={`Withdraw “${found.incident.name}”?`}>
        <p>
          For what was posted in error. It no longer counts, its components go back to what else holds, and it stays
          readable with the reason. This can’t be undone. If something was broken and is over, resolve it instead.
        </p>
      </PageHead>
      <StaffForm action={withdraw} path={path} hidden={{ incidentId: id }}>
        <TextField
          name="reason"
          label="Why? Customers read this."
          hint="Such as: a test alarm, nothing was broken."
          ofIncident
        />
        <div className="flex flex-wrap gap-2">
          <Submit weight="danger">Withdraw the incident</Submit>
          <ButtonLink href={`/staff/incidents/${id}`}>Keep it</ButtonLink>
        </div>
      </StaffForm>
    </div>
  );
}
