import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { PageHead } from "@/components/staff/page-head";
import { QuickPost } from "@/components/staff/quick-post";
import { listTemplates } from "@/server/reads";
import { atDesk } from "../../../at-desk";
import { editorFacts } from "../../../known";
import { open } from "./actions";
import { type KnownParams, knownOutage } from "./known-outage";

export const metadata: Metadata = { title: "Something is wrong" };

const path = "/staff/incidents/new";

type Props = { searchParams: Promise<KnownParams> };

export default async function NewIncidentPage({ searchParams }: Props) {
  const { signedOut } = await atDesk(path, { action: open, path });
  if (signedOut) return signedOut;
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
        known={knownOutage(await searchParams, facts, now)}
      />
    </>
  );
}
