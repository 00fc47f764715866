import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Submit } from "@/components/staff/button";
import { StaffForm } from "@/components/staff/form";
import { PageHead } from "@/components/staff/page-head";
import { TemplateForm } from "@/components/staff/template-form";
import { listTemplates } from "@/server/reads";
import { atDesk } from "../../../at-desk";
import { remove, save } from "../actions";

export const metadata: Metadata = { title: "Prepared text" };

export default async function TemplatePage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const path = `/staff/templates/${id}`;
  const { signedOut } = await atDesk(path, { action: save, path: `${path}#save` });
  if (signedOut) return signedOut;
  const template = (await listTemplates()).find((each) => each.id === id);
  if (!template) notFound();
  return (
    <div className="max-w-2xl">
      <PageHead title={template.name} />
      <TemplateForm action={save} path={`${path}#save`} template={template} />
      <StaffForm
        action={remove}
        path={`${path}#delete`}
        hidden={{ templateId: id }}
        className="mt-12 border-rule border-t pt-8"
      >
        <Submit weight="danger">Delete this text</Submit>
      </StaffForm>
    </div>
  );
}
