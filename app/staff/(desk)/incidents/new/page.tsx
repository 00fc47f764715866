import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { PageHead } from "@/components/staff/page-head";
import { QuickPost } from "@/components/staff/quick-post";
import { SignedOut } from "@/components/staff/signed-out";
import { listTemplates } from "@/server/reads";
import { currentActor, isPostedForm, requireActor } from "@/server/session";
import { editorFacts } from "../../../known";
import { open } from "./actions";

export const metadata: Metadata = { title: "Something is wrong" };

const path = "/staff/incidents/new";

export default async function NewIncidentPage() {
  if (!(await currentActor()) && (await isPostedForm())) return <SignedOut action={open} path={path} />;
  await requireActor(path);
  const { facts, now } = await editorFacts(null);
  return (
    <>
      <PageHead title="Something is wrong" />
      <QuickPost
        action={open}
        path={path}
        formKey={randomUUID()}
        facts={facts}
        templates={await listTemplates()}
        serverNow={now}
      />
    </>
  );
}
