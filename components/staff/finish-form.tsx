import { Submit } from "./button";
import { StaffForm } from "./form";
import type { FormAction } from "./form-state";

type Props = {
  maintenanceId: string;
  action: FormAction;
  /** Where the press comes from. */
  path: string;
  /** Of the work, where several stand on a page. */
  name?: string | undefined;
};

/** One press: the work is over. */
export function FinishForm({ maintenanceId, action, path, name }: Props) {
  return (
    <StaffForm
      action={action}
      path={`${path}#finish-${maintenanceId}`}
      hidden={{ maintenanceId, path }}
      className="grid gap-2"
    >
      <Submit weight="public" pendingLabel="Saying so …">
        Everything is back
        {name && <span className="sr-only">: {name}</span>}
      </Submit>
    </StaffForm>
  );
}
