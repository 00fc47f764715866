import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHead } from "@/components/staff/page-head";
import { TurnForm } from "@/components/staff/turn-form";
import { atDesk } from "../../../../at-desk";
import { editedWindow } from "../../window-page";
import { turn } from "./actions";

export const metadata: Metadata = { title: "Turn it into an incident" };

export default async function TurnWindowPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const path = `/staff/maintenance/${id}/incident`;
  const { signedOut } = await atDesk(path, { action: turn, path });
  if (signedOut) return signedOut;
  const edited = await editedWindow(id);
  if (!edited || !["in_progress", "verifying"].includes(edited.shown.status)) notFound();
  const { shown, facts, now } = edited;
  return (
    <div className="max-w-2xl">
      <PageHead title={`Turn “${shown.name}” into an incident`}>
        <p>
          From now on customers read it as an outage. What was announced in time stays planned, and the record says when
          it changed.
        </p>
      </PageHead>
      <TurnForm
        action={turn}
        path={path}
        once={randomUUID()}
        window={shown}
        zone={facts.page.timeZone}
        serverNow={now}
      />
    </div>
  );
}
