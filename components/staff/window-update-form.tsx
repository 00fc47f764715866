import type { PublicWindow } from "@/domain/public-page";
import { Submit } from "./button";
import { DraftForm } from "./draft-form";
import { TextArea } from "./fields";
import type { FormAction } from "./form-state";
import { RadioField } from "./radio-field";

type Props = { window: PublicWindow; action: FormAction; path: string; once: string; zone: string };

const steps = [
  { value: "in_progress", label: "The work goes on" },
  { value: "verifying", label: "Finished, being checked" },
];

/** A word on the work, like on an incident. */
export function WindowUpdateForm({ window, action, path, once, zone }: Props) {
  const runs = window.status === "in_progress" || window.status === "verifying";
  return (
    <DraftForm
      action={action}
      path={`${path}#update`}
      once={once}
      draftName={`maintenance.${window.id}`}
      hidden={{ maintenanceId: window.id, ...(runs ? {} : { status: "scheduled" }) }}
      zone={zone}
    >
      {runs && <RadioField name="status" legend="Where are we?" initial={window.status} options={steps} />}
      <TextArea
        name="body"
        label="What do you want to say?"
        hint={`${runs ? "What works and what doesn’t by now." : "What customers should know before it begins."} **bold**, lists and links work.`}
        rows={4}
      />
      <Submit weight="public" pendingLabel="Posting …">
        Post update
      </Submit>
    </DraftForm>
  );
}
