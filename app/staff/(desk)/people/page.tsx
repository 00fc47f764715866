import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { InviteForm } from "@/components/staff/invite-form";
import { PageHead } from "@/components/staff/page-head";
import { InvitationList, PeopleList } from "@/components/staff/people-list";
import { listInvitations, listPeople } from "@/server/reads";
import { currentPage } from "@/server/snapshot";
import { atDesk } from "../../at-desk";
import { Flash } from "../../flash";
import { deactivate, endLink, inviteSomebody, reactivate } from "./actions";

export const metadata: Metadata = { title: "People" };

type Props = { searchParams: Promise<{ done?: string; at?: string }> };

const path = "/staff/people";

export default async function PeoplePage({ searchParams }: Props) {
  const { actor, signedOut } = await atDesk(path, { action: inviteSomebody, path });
  if (signedOut) return signedOut;
  if (!actor.permissions.includes("people.write")) notFound();
  const { done, at } = await searchParams;
  const [people, invitations] = await Promise.all([listPeople(), listInvitations()]);
  return (
    <>
      <Flash done={done} at={at} />
      <PageHead title="People" />
      <div className="grid gap-x-16 gap-y-12 lg:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]">
        <div className="min-w-0">
          <PeopleList people={people} self={actor.id} path={path} deactivate={deactivate} reactivate={reactivate} />
          <InvitationList invitations={invitations} page={currentPage()} path={path} end={endLink} />
        </div>
        <section aria-labelledby="invite">
          <h2 id="invite" className="mb-4 font-semibold text-latest">
            Invite somebody
          </h2>
          <InviteForm action={inviteSomebody} path={path} />
        </section>
      </div>
    </>
  );
}
