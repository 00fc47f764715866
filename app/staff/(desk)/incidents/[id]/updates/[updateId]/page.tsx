import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ButtonLink, Submit } from "@/components/staff/button";
import { TextArea, TextField } from "@/components/staff/fields";
import { StaffForm } from "@/components/staff/form";
import { PageHead } from "@/components/staff/page-head";
import { clock } from "@/messages/clock";
import { incidentForEditor } from "@/server/reads";
import { currentPage } from "@/server/snapshot";
import { atDesk } from "../../../../../at-desk";
import { edit } from "./actions";

export const metadata: Metadata = { title: "Edit an update" };

type Props = { params: Promise<{ id: string; updateId: string }> };

export default async function EditUpdatePage({ params }: Props) {
  const { id, updateId } = await params;
  const path = `/staff/incidents/${id}/updates/${updateId}`;
  const { signedOut } = await atDesk(path, { action: edit, path });
  if (signedOut) return signedOut;
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
        <TextArea name="body" label="Text" initial={body} rows={8} ofIncident />
        <TextField
          name="effect"
          label="What customers notice"
          hint={emptyLine(effect)}
          initial={effect ?? ""}
          optional
          ofIncident
        />
        <TextField name="scope" label="For whom" hint={emptyLine(scope)} initial={scope ?? ""} optional ofIncident />
        <div className="flex flex-wrap gap-2">
          <Submit weight="public">Save: customers see it at once</Submit>
          <ButtonLink href={`/staff/incidents/${id}`}>Cancel</ButtonLink>
        </div>
      </StaffForm>
    </div>
  );
}

/** What an empty line means: one that was taken away stays so. */
function emptyLine(line: string | null): string {
  return line === ""
    ? "Empty: with this update the line went away. Write something to bring it back."
    : "Empty: this update doesn’t touch the line, and what was said before it stays.";
}
