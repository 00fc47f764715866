import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHead } from "@/components/staff/page-head";
import { TokenForm } from "@/components/staff/token-form";
import { TokenList } from "@/components/staff/token-list";
import { zoneName } from "@/messages/clock";
import { listTokens } from "@/server/reads";
import { currentPage } from "@/server/snapshot";
import { fromSettings } from "@/server/tokens";
import { atDesk } from "../../at-desk";
import { Flash } from "../../flash";
import { make, revoke } from "./actions";

export const metadata: Metadata = { title: "API tokens" };

type Props = { searchParams: Promise<{ done?: string; at?: string }> };

const path = "/staff/tokens";

export default async function TokensPage({ searchParams }: Props) {
  const { actor, signedOut } = await atDesk(path, { action: make, path });
  if (signedOut) return signedOut;
  if (!actor.permissions.includes("people.write")) notFound();
  const { done, at } = await searchParams;
  const { timeZone, at: now } = currentPage();
  return (
    <>
      <Flash done={done} at={at} />
      <PageHead title="API tokens">
        <p>A program that posts for you brings a token. Give each program its own, so that you can end one alone.</p>
      </PageHead>
      <div className="grid gap-x-16 gap-y-12 lg:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]">
        <div className="min-w-0">
          <TokenList
            tokens={await listTokens()}
            fromSettings={fromSettings}
            page={{ timeZone, at: now }}
            path={path}
            revoke={revoke}
          />
        </div>
        <section aria-labelledby="make">
          <h2 id="make" className="mb-4 font-semibold text-latest">
            Make a token
          </h2>
          <TokenForm action={make} path={path} zone={timeZone} zoneName={zoneName(now, timeZone)} />
        </section>
      </div>
    </>
  );
}
