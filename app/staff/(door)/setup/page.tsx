import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { Submit } from "@/components/staff/button";
import { TextField } from "@/components/staff/fields";
import { StaffForm } from "@/components/staff/form";
import { PageHead } from "@/components/staff/page-head";
import { TimeZoneField } from "@/components/staff/time-zone-field";
import { pageSettings } from "@/server/page";
import { atDesk } from "../../at-desk";
import { setUp } from "./actions";

export const metadata: Metadata = { title: "Set up the page" };

export default async function SetupPage() {
  const { actor, signedOut } = await atDesk("/staff/setup", { action: setUp, path: "/staff/setup" });
  if (signedOut) return signedOut;
  if (!actor.permissions.includes("page.write")) notFound();
  const page = await pageSettings();
  if (page.setUpAt !== null) redirect("/staff/settings");
  return (
    <>
      <PageHead title="Name the page">
        <p>
          This is what customers see above everything else. All of it can be changed later, a logo and a colour too.
        </p>
      </PageHead>
      <StaffForm action={setUp} path="/staff/setup">
        <TextField
          name="name"
          label="Name"
          hint="Your product or company, such as Harvest."
          initial={page.name === "Status" ? "" : page.name}
          required
        />
        <TimeZoneField
          initial={page.timeZone}
          zones={Intl.supportedValuesOf("timeZone")}
          suggest={page.timeZone === "UTC"}
        />
        <TextField
          name="supportLink"
          label="Where customers reach you"
          hint="A link or an e-mail address, shown as “Something wrong? Tell us”."
          initial={page.supportLink?.replace("mailto:", "") ?? ""}
          optional
        />
        <Submit weight="public">Continue</Submit>
      </StaffForm>
    </>
  );
}
