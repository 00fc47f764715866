import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Submit } from "@/components/staff/button";
import { SelectField, TextArea, TextField } from "@/components/staff/fields";
import { StaffForm } from "@/components/staff/form";
import { HoldingAddress } from "@/components/staff/holding-address";
import { PageHead } from "@/components/staff/page-head";
import { RadioField } from "@/components/staff/radio-field";
import { componentStatusAt } from "@/domain/component-state";
import { loadFacts } from "@/server/load";
import { settings } from "@/server/settings";
import { currentFacts, currentPage } from "@/server/snapshot";
import { atDesk } from "../../../at-desk";
import { Flash } from "../../../flash";
import { groupOptions } from "../listed";
import { archive, edit, restore, setStatus } from "./actions";
import { statusOptions } from "./status-options";

export const metadata: Metadata = { title: "Component" };

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ done?: string; at?: string }> };

export default async function ComponentPage({ params, searchParams }: Props) {
  const { id } = await params;
  const path = `/staff/components/${id}`;
  const { signedOut } = await atDesk(
    path,
    { action: edit, path: `${path}#edit` },
    { action: setStatus, path: `${path}#status` },
  );
  if (signedOut) return signedOut;
  const { done, at } = await searchParams;
  const facts = currentFacts()?.facts ?? (await loadFacts());
  const component = facts.components.find((each) => each.id === id);
  if (!component) notFound();
  const { name, description, groupId, archivedAt } = component;
  const hidden = { componentId: id };
  return (
    <div className="max-w-2xl">
      <Flash done={done} at={at} />
      <PageHead title={name}>{archivedAt !== null && <p>Archived: it is off the page, its history stays.</p>}</PageHead>
      <StaffForm action={edit} path={`${path}#edit`} hidden={hidden}>
        <TextField name="name" label="Name" initial={name} />
        <TextArea
          name="description"
          label="What it is"
          hint="One line under the name on the status page."
          initial={description ?? ""}
          rows={2}
          optional
        />
        {facts.groups.length > 0 && (
          <SelectField name="groupId" label="Group" initial={groupId ?? ""} options={groupOptions(facts.groups)} />
        )}
        <Submit weight="public">Save</Submit>
      </StaffForm>
      {archivedAt === null ? (
        <>
          <StaffForm
            action={setStatus}
            path={`${path}#status`}
            hidden={hidden}
            className="mt-12 grid gap-4 border-rule border-t pt-8"
          >
            <RadioField
              name="status"
              legend="Set its state outside an incident"
              hint="Without words customers are left guessing: when something is wrong, open an incident instead."
              initial={componentStatusAt(facts, id, currentPage().at)}
              options={statusOptions}
            />
            <Submit weight="plain">Set the state: customers see it at once</Submit>
          </StaffForm>
          <HoldingAddress address={`${settings().siteUrl}/holding/${component.slug}`} />
          <StaffForm
            action={archive}
            path={`${path}#archive`}
            hidden={hidden}
            className="mt-12 grid justify-items-start gap-3 border-rule border-t pt-8"
          >
            <p>Archiving takes it off the page. What happened to it stays in the history.</p>
            <Submit weight="danger">Archive</Submit>
          </StaffForm>
        </>
      ) : (
        <StaffForm
          action={restore}
          path={`${path}#restore`}
          hidden={hidden}
          className="mt-12 border-rule border-t pt-8"
        >
          <Submit weight="plain">Restore it to the page</Submit>
        </StaffForm>
      )}
    </div>
  );
}
