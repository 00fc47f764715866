import { incidentStatuses } from "@/domain/status";
import { Submit } from "./button";
import { SelectField, TextArea, TextField } from "./fields";
import { StaffForm } from "./form";
import type { FormAction } from "./form-state";
import type { Template } from "./text-section";

const statusNames = {
  investigating: "Investigating",
  identified: "Identified",
  monitoring: "Monitoring",
  resolved: "Resolved",
};
const options = incidentStatuses.map((value) => ({ value, label: statusNames[value] }));

type Props = { action: FormAction; path: string; once?: string | undefined; template: Template | null };

/** A prepared text. */
export function TemplateForm({ action, path, once, template }: Props) {
  return (
    <StaffForm action={action} path={path} once={once} hidden={template ? { templateId: template.id } : {}}>
      <TextField name="name" label="Name" hint="Only staff see it." initial={template?.name ?? ""} />
      <SelectField name="status" label="Step" initial={template?.status ?? "investigating"} options={options} />
      <TextArea
        name="body"
        label="Text"
        hint="{{component}} becomes the names, {{since}} the time it began."
        initial={template?.body ?? ""}
        rows={5}
        ofIncident
      />
      <TextField name="effect" label="What customers notice" initial={template?.effect ?? ""} optional ofIncident />
      <Submit weight="plain">{template ? "Save" : "Add the text"}</Submit>
    </StaffForm>
  );
}
