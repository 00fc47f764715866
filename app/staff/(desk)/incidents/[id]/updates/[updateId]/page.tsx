import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ButtonLink, Submit } from "@/components/staff/button";
import { TextArea, TextField } from "@/components/staff/fields";
import { StaffForm } from "@/components/staff/form";
import { PageHead } from "@/components/staff/page-head";
import { clock } from "@/messages/clock";
import { incidentForEditor } from "@/server/reads";
import { requireActor } from "@/server/session";
import { currentPage } from "@/server/snapshot";
import { edit } from "./actions";

export const metadata: Metadata = { title: "Edit an update" };

type Props = { params: Promise<{ id: string; updateId: string }> };

export default async function EditUpdatePage({ params }: Props) {
  const { id, updateId } = await params;
  const path = `/staff/incidents/${id}/updates/${updateId}`;
  await requireActor(path);
  const found = await incidentForEditor(id);
  const update = found?.incident.updates.find((each) => each.id === updateId);
  if (!found || !update || found.incident.withdrawn) notFound();
  const page = currentPage();
  const { body, effect, scope, happenedAt } = update;
  const was = { effectWas: effect ?? "", scopeWas: scope ?? "" };
  return (
    <div className="max-w-2xl">
      <PageHead title="Edit an update">
        <p>
          Of {clock(happenedAt, page.timeZone, page.at)}, in “{found.incident.name}”. The public record keeps what it
          said before; within five minutes of posting it only says “edited”.
        </p>
      </PageHead>
      <StaffForm action={edit} path={path} hidden={{ incidentId: id, updateId, ...was }}>
        <TextArea name="body" label="Text" initial={body} rows={8} />
        <TextField
          name="effect"
          label="What customers notice"
          hint="Empty: this update left that line as it was."
          initial={effect ?? ""}
          optional
        />
        <TextField name="scope" label="For whom" initial={scope ?? ""} optional />
        <div className="flex flex-wrap gap-2">
          <Submit weight="public">Save: customers see it at once</Submit>
          <ButtonLink href={`/staff/incidents/${id}`}>Cancel</ButtonLink>
        </div>
      </StaffForm>
    </div>
  );
}
