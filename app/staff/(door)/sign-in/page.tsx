import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Submit } from "@/components/staff/button";
import { TextField } from "@/components/staff/fields";
import { StaffForm } from "@/components/staff/form";
import { PageHead } from "@/components/staff/page-head";
import { hasPeople } from "@/server/reads";
import { currentActor, safeReturn } from "@/server/session";
import { first } from "../../first";
import { enter } from "./actions";
import { wrongPair } from "./wrong-pair";

export const metadata: Metadata = { title: "Sign in" };

type Props = { searchParams: Promise<{ next?: string | string[]; error?: string }> };

export default async function SignInPage({ searchParams }: Props) {
  const { next, error } = await searchParams;
  const to = safeReturn(first(next));
  if (await currentActor()) redirect(to);
  if (!(await hasPeople())) redirect("/staff/welcome");
  return (
    <>
      <PageHead title="Sign in" />
      {error && (
        <p className="mb-6 border-danger border-l-4 py-1 pl-4 font-medium text-danger">
          {error === "throttled" ? tooMany : wrongPair}
        </p>
      )}
      <StaffForm action={enter} path={`/staff/sign-in?next=${encodeURIComponent(to)}`} hidden={{ next: to }}>
        <TextField
          name="email"
          label="E-mail"
          type="email"
          autoComplete="username"
          inputMode="email"
          autoFocus
          required
        />
        <TextField name="password" label="Password" type="password" autoComplete="current-password" required />
        <Submit weight="public" pendingLabel="Signing in …">
          Sign in
        </Submit>
      </StaffForm>
      <p className="mt-8 text-fact text-muted">No account, or the password is lost? An owner can send you a link.</p>
    </>
  );
}

const tooMany = "Many people try to sign in from this network. Wait a minute and try again.";
