import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Submit } from "@/components/staff/button";
import { TextField } from "@/components/staff/fields";
import { StaffForm } from "@/components/staff/form";
import { LogoField } from "@/components/staff/logo-field";
import { MaintenanceSettingsForm } from "@/components/staff/maintenance-settings-form";
import { PageHead } from "@/components/staff/page-head";
import { TimeZoneField } from "@/components/staff/time-zone-field";
import { maintenanceSettingsForEditor } from "@/server/maintenance-settings";
import { pageSettings } from "@/server/page";
import { atDesk } from "../../at-desk";
import { Flash } from "../../flash";
import { save, saveMaintenance } from "./actions";

export const metadata: Metadata = { title: "Settings" };

type Props = { searchParams: Promise<{ done?: string; at?: string }> };

export default async function SettingsPage({ searchParams }: Props) {
  const { actor, signedOut } = await atDesk(
    "/staff/settings",
    { action: save, path: "/staff/settings" },
    { action: saveMaintenance, path: "/staff/settings#maintenance" },
  );
  if (signedOut) return signedOut;
  if (!actor.permissions.includes("page.write")) notFound();
  const { done, at } = await searchParams;
  const page = await pageSettings();
  return (
    <div className="max-w-2xl">
      <Flash done={done} at={at} />
      <PageHead title="Settings" />
      <StaffForm key={at} action={save} path="/staff/settings">
        <TextField name="name" label="Name of the page" initial={page.name} />
        <TimeZoneField initial={page.timeZone} zones={Intl.supportedValuesOf("timeZone")} suggest={false} />
        <TextField
          name="supportLink"
          label="Where customers reach you"
          hint="A link or an e-mail address, shown as “Something wrong? Tell us”."
          initial={page.supportLink?.replace(/^mailto:/, "") ?? ""}
          optional
        />
        <TextField
          name="accentColor"
          label="Accent colour"
          hint="For links, such as #2f6fde. The colours of outage and maintenance stay as they are."
          initial={page.accentColor ?? ""}
          optional
        />
        <LogoField logo={page.logo} />
        <Submit weight="public">Save</Submit>
      </StaffForm>
      <MaintenanceSettingsForm
        key={`maintenance ${at}`}
        action={saveMaintenance}
        path="/staff/settings#maintenance"
        {...(await maintenanceSettingsForEditor())}
      />
    </div>
  );
}
