import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ButtonLink, Submit } from "@/components/staff/button";
import { TextField } from "@/components/staff/fields";
import { StaffForm } from "@/components/staff/form";
import { PageHead } from "@/components/staff/page-head";
import { clock } from "@/messages/clock";
import { atDesk } from "../../../../at-desk";
import { editedWindow } from "../../window-page";
import { cancel } from "./actions";

export const metadata: Metadata = { title: "Cancel maintenance" };

export default async function CancelWindowPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const path = `/staff/maintenance/${id}/cancel`;
  const { signedOut } = await atDesk(path, { action: cancel, path });
  if (signedOut) return signedOut;
  const edited = await editedWindow(id);
  if (edited?.shown.status !== "scheduled") notFound();
  const { shown, facts, now } = edited;
  return (
    <div className="max-w-2xl">
      <PageHead title={`Cancel “${shown.name}”?`}>
        <p>
          It was to begin {clock(shown.startAt, facts.page.timeZone, now)}. It stays readable, with the reason. This
          can’t be undone: to do it after all, announce it anew.
        </p>
      </PageHead>
      <StaffForm action={cancel} path={path} hidden={{ maintenanceId: id }}>
        <TextField name="reason" label="Why? Customers read this." hint="Such as: we found a way without it." />
        <div className="flex flex-wrap gap-2">
          <Submit weight="danger">Cancel the work</Submit>
          <ButtonLink href={`/staff/maintenance/${id}`}>Keep it</ButtonLink>
        </div>
      </StaffForm>
    </div>
  );
}
