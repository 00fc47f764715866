import type { Metadata } from "next";
import { Submit } from "@/components/staff/button";
import { TextField } from "@/components/staff/fields";
import { StaffForm } from "@/components/staff/form";
import { PageHead } from "@/components/staff/page-head";
import { openInvitation } from "@/server/invitations";
import { first } from "../../first";
import { join } from "./actions";

export const metadata: Metadata = { title: "Join", referrer: "no-referrer" };

type Props = { searchParams: Promise<{ token?: string | string[] }> };

export default async function JoinPage({ searchParams }: Props) {
  const token = first((await searchParams).token) ?? "";
  const invitation = await openInvitation(token);
  if (!invitation) return <Over />;
  return (
    <>
      <PageHead title={invitation.resets ? "Choose a new password" : "Join the team"}>
        <p>For {invitation.email}. This link works once.</p>
      </PageHead>
      <StaffForm
        action={join}
        path={`/staff/join?token=${encodeURIComponent(token)}`}
        hidden={{ token, username: invitation.email }}
      >
        {!invitation.resets && (
          <TextField
            name="name"
            label="Your name"
            hint="Your team sees it beside what you post. Customers don’t."
            autoComplete="name"
            required
          />
        )}
        <TextField
          name="password"
          label="Password"
          hint="At least 12 characters."
          type="password"
          autoComplete="new-password"
          required
        />
        <Submit weight="public">{invitation.resets ? "Set the password" : "Join"}</Submit>
      </StaffForm>
    </>
  );
}

function Over() {
  return (
    <PageHead title="This link no longer works">
      <p>It was used or has expired. Ask an owner for a new one. If you have joined already, sign in.</p>
      <p className="mt-6">
        <a href="/staff/sign-in">Sign in</a>
      </p>
    </PageHead>
  );
}
