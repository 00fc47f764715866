import type { Notice } from "@/domain/facts";
import { localIn } from "@/domain/zone";
import { Submit } from "./button";
import { TextArea, TextField } from "./fields";
import { StaffForm } from "./form";
import type { FormAction } from "./form-state";
import { ZonedField } from "./zoned-field";

type Props = {
  action: FormAction;
  path: string;
  once?: string | undefined;
  notice: Notice | null;
  zone: string;
  zoneName: string;
};

/** Information that is neither outage nor maintenance. */
export function NoticeForm({ action, path, once, notice, zone, zoneName }: Props) {
  const local = (at: number | null | undefined) => (at ? localIn(zone, at) : "");
  return (
    <StaffForm action={action} path={path} once={once} hidden={notice ? { noticeId: notice.id } : {}}>
      <TextField name="title" label="Title" initial={notice?.title ?? ""} />
      <TextArea name="body" label="Text" hint="**bold**, lists and links work." initial={notice?.body ?? ""} rows={6} />
      <div className="grid gap-6 sm:grid-cols-2">
        <ZonedField
          name="fromAt"
          label="Shown from"
          hint={`${zoneName}. Empty: from now.`}
          zone={zone}
          initial={local(notice?.fromAt)}
        />
        <ZonedField
          name="untilAt"
          label="Until"
          hint={`${zoneName}. Empty: until you withdraw it.`}
          zone={zone}
          initial={local(notice?.untilAt)}
        />
      </div>
      <Submit weight="public">{notice ? "Save the notice" : "Publish the notice"}</Submit>
    </StaffForm>
  );
}
