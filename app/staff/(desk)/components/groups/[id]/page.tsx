import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Submit } from "@/components/staff/button";
import { TextField } from "@/components/staff/fields";
import { StaffForm } from "@/components/staff/form";
import { PageHead } from "@/components/staff/page-head";
import { loadFacts } from "@/server/load";
import { currentFacts } from "@/server/snapshot";
import { atDesk } from "../../../../at-desk";
import { edit, remove } from "./actions";

export const metadata: Metadata = { title: "Group" };

export default async function GroupPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const path = `/staff/components/groups/${id}`;
  const { signedOut } = await atDesk(path, { action: edit, path: `${path}#edit` });
  if (signedOut) return signedOut;
  const facts = currentFacts()?.facts ?? (await loadFacts());
  const group = facts.groups.find((each) => each.id === id);
  if (!group) notFound();
  return (
    <div className="max-w-2xl">
      <PageHead title={group.name} />
      <StaffForm action={edit} path={`${path}#edit`} hidden={{ groupId: id }}>
        <TextField name="name" label="Name" initial={group.name} />
        <Submit weight="public">Save</Submit>
      </StaffForm>
      <StaffForm
        action={remove}
        path={`${path}#delete`}
        hidden={{ groupId: id }}
        className="mt-12 grid justify-items-start gap-3 border-rule border-t pt-8"
      >
        <p>Its components stay on the page, without a group.</p>
        <Submit weight="danger">Delete the group</Submit>
      </StaffForm>
    </div>
  );
}
