import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Submit } from "@/components/staff/button";
import { TextField } from "@/components/staff/fields";
import { StaffForm } from "@/components/staff/form";
import { PageHead } from "@/components/staff/page-head";
import { hasPeople } from "@/server/reads";
import { becomeOwner } from "./actions";

export const metadata: Metadata = { title: "Welcome" };

export default async function WelcomePage() {
  if (await hasPeople()) redirect("/staff");
  return (
    <>
      <PageHead title="Make yourself the owner">
        <p>Nobody can sign in here yet. When Candor started it printed a code; it shows that this machine is yours.</p>
      </PageHead>
      <StaffForm action={becomeOwner} path="/staff/welcome">
        <TextField
          name="code"
          label="Code"
          hint="Three groups of four letters and digits, in the lines that the start printed."
          autoCapitalize="characters"
          spellCheck={false}
          required
        />
        <TextField
          name="name"
          label="Your name"
          hint="Your team sees it beside what you post. Customers don’t."
          autoComplete="name"
          required
        />
        <TextField name="email" label="E-mail" type="email" autoComplete="username" inputMode="email" required />
        <TextField
          name="password"
          label="Password"
          hint="At least 12 characters."
          type="password"
          autoComplete="new-password"
          required
        />
        <Submit weight="public">Continue</Submit>
      </StaffForm>
    </>
  );
}
