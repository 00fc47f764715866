import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ButtonLink, Submit } from "@/components/staff/button";
import { CheckField } from "@/components/staff/check-field";
import { TextField } from "@/components/staff/fields";
import { StaffForm } from "@/components/staff/form";
import { PageHead } from "@/components/staff/page-head";
import { RadioField } from "@/components/staff/radio-field";
import { incidentForEditor } from "@/server/reads";
import { atDesk } from "../../../../at-desk";
import { change } from "./actions";

export const metadata: Metadata = { title: "Change an incident" };

const impacts = [
  { value: "", label: "The worst that its components reached" },
  { value: "none", label: "None", hint: "For information: the page doesn’t show a problem because of it." },
  { value: "minor", label: "Minor" },
  { value: "major", label: "Major" },
  { value: "critical", label: "Critical" },
];

export default async function ChangeIncidentPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const path = `/staff/incidents/${id}/change`;
  const { signedOut } = await atDesk(path, { action: change, path });
  if (signedOut) return signedOut;
  const found = await incidentForEditor(id);
  if (!found || found.incident.withdrawn) notFound();
  const { name, impactOverride, limitedDetail } = found.incident;
  return (
    <div className="max-w-2xl">
      <PageHead title="Change name, impact or detail" />
      <StaffForm action={change} path={path} hidden={{ incidentId: id }}>
        <TextField name="name" label="Name" initial={name} ofIncident />
        <RadioField name="impactOverride" legend="Impact" initial={impactOverride ?? ""} options={impacts} />
        <CheckField
          name="limitedDetail"
          label="Limited detail"
          hint="For security or legal matters: only what you write and when, no figures that Candor works out."
          initial={limitedDetail}
        />
        <div className="flex flex-wrap gap-2">
          <Submit weight="public">Save: customers see it at once</Submit>
          <ButtonLink href={`/staff/incidents/${id}`}>Cancel</ButtonLink>
        </div>
      </StaffForm>
    </div>
  );
}
