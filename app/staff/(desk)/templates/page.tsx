import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import Link from "next/link";
import { PageHead } from "@/components/staff/page-head";
import { PlanningWarning } from "@/components/staff/planning-warning";
import { TemplateForm } from "@/components/staff/template-form";
import { words } from "@/messages/words";
import { listTemplates } from "@/server/reads";
import { atDesk } from "../../at-desk";
import { Flash } from "../../flash";
import { save } from "./actions";

export const metadata: Metadata = { title: "Prepared texts" };

type Props = { searchParams: Promise<{ done?: string; at?: string }> };

export default async function TemplatesPage({ searchParams }: Props) {
  const { signedOut } = await atDesk("/staff/templates", { action: save, path: "/staff/templates" });
  if (signedOut) return signedOut;
  const { done, at } = await searchParams;
  const templates = await listTemplates();
  return (
    <>
      <Flash done={done} at={at} />
      <PageHead title="Prepared texts">
        <p>
          Sentences for three in the morning, written while awake. Those for “Investigating” stand ready when something
          breaks.
        </p>
      </PageHead>
      <div className="grid gap-x-16 gap-y-12 lg:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]">
        <ul className="border-rule border-t">
          {templates.map(({ id, name, status, body, effect }) => (
            <li key={id} className="border-rule border-b py-4">
              <p className="flex flex-wrap items-baseline justify-between gap-x-6">
                <Link href={`/staff/templates/${id}`} prefetch={false} className="font-semibold">
                  {name}
                </Link>
                <span className="text-fact text-muted">{words()(`incidentStatus.${status}`)}</span>
              </p>
              <p className="mt-1 wrap-anywhere">{body}</p>
              <PlanningWarning id={id} text={`${body}\n${effect ?? ""}`} />
            </li>
          ))}
        </ul>
        <section aria-labelledby="new-template">
          <h2 id="new-template" className="mb-4 font-semibold text-latest">
            A new one
          </h2>
          <TemplateForm key={at} action={save} path="/staff/templates" once={randomUUID()} template={null} />
        </section>
      </div>
    </>
  );
}
