import type { Metadata } from "next";
import { Submit } from "@/components/staff/button";
import { TextField } from "@/components/staff/fields";
import { StaffForm } from "@/components/staff/form";
import { PageHead } from "@/components/staff/page-head";
import { requireActor } from "@/server/session";
import { first } from "../../first";
import { Flash } from "../../flash";
import { changePassword } from "./actions";

export const metadata: Metadata = { title: "Your password" };

type Props = { searchParams: Promise<Record<"done" | "at", string | string[] | undefined>> };

const path = "/staff/password";

export default async function PasswordPage({ searchParams }: Props) {
  await requireActor(path);
  const { done, at } = await searchParams;
  return (
    <div className="max-w-2xl">
      <Flash done={first(done)} at={first(at)} />
      <PageHead title="Your password">
        <p>With a new one you are signed out everywhere else. If you have lost it, ask an owner for a link.</p>
      </PageHead>
      <StaffForm key={first(at)} action={changePassword} path={path}>
        <TextField name="current" label="Password now" type="password" autoComplete="current-password" required />
        <TextField
          name="password"
          label="New password"
          hint="At least 12 characters."
          type="password"
          autoComplete="new-password"
          required
        />
        <Submit weight="plain">Change the password</Submit>
      </StaffForm>
    </div>
  );
}
