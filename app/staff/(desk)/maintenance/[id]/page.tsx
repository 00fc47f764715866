import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { BeginForm } from "@/components/staff/begin-form";
import { Posted } from "@/components/staff/posted";
import { RunningActs } from "@/components/staff/running-acts";
import { watchedWindows } from "@/components/staff/watched-windows";
import { SeldomActs, UpcomingActs } from "@/components/staff/window-acts";
import { WindowHead } from "@/components/staff/window-head";
import { WindowRecord } from "@/components/staff/window-record";
import { WindowUpdateForm } from "@/components/staff/window-update-form";
import { windowForEditor } from "@/server/reads";
import { currentActor } from "@/server/session";
import { atDesk } from "../../../at-desk";
import { first } from "../../../first";
import { Flash } from "../../../flash";
import { type EditedWindow, editedWindow } from "../window-page";
import { begin, extend, finish, post } from "./actions";

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<"posted" | "done" | "at", string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const found = (await currentActor()) && (await windowForEditor((await params).id));
  return { title: found?.window.announcements.at(-1)?.name ?? "Maintenance" };
}

export default async function WindowPage({ params, searchParams }: Props) {
  const { id } = await params;
  const asked = await searchParams;
  const path = `/staff/maintenance/${id}`;
  const forms = [
    { action: begin, path: `${path}#begin` },
    { action: finish, path: `${path}#finish-${id}` },
    { action: extend, path: `${path}#extend` },
    { action: post, path: `${path}#update` },
  ];
  const { signedOut } = await atDesk(path, ...forms);
  if (signedOut) return signedOut;
  const edited = await editedWindow(id);
  if (!edited) notFound();
  const { shown, facts, now } = edited;
  const page = { timeZone: facts.page.timeZone, at: now };
  const runs = isRunning(edited);
  const posted = first(asked.posted);
  return (
    <>
      {posted && (
        <Posted
          key={posted}
          formKey={posted}
          drafts={["maintenance.new", "maintenance.past", `maintenance.${id}`, `maintenance.${id}.change`]}
          href={`/maintenance/${id}`}
        />
      )}
      <Flash done={first(asked.done)} at={first(asked.at)} />
      <WindowHead window={shown} watched={runs ? (watchedWindows([shown], facts, now)[0] ?? null) : null} page={page} />
      <div className="grid gap-x-12 gap-y-10 lg:grid-cols-[minmax(0,1fr)_minmax(0,27rem)]">
        <div className="grid min-w-0 content-start gap-10 empty:hidden">
          {runs && <RunningActs edited={edited} finish={finish} extend={extend} path={path} />}
          {shown.status === "scheduled" && <UpcomingActs path={path} />}
          {(runs || shown.status === "scheduled") && (
            <WindowUpdateForm
              key={posted}
              window={shown}
              action={post}
              path={path}
              once={randomUUID()}
              zone={page.timeZone}
            />
          )}
          {shown.status === "scheduled" && <BeginForm window={shown} action={begin} path={path} page={page} />}
        </div>
        <WindowRecord window={shown} authors={edited.authors} page={page} />
      </div>
      {runs && <SeldomActs path={path} />}
    </>
  );
}

function isRunning({ shown }: EditedWindow): boolean {
  return shown.status === "in_progress" || shown.status === "verifying";
}
