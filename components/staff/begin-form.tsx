import type { PublicWindow } from "@/domain/public-page";
import { clock, type Moment } from "@/messages/clock";
import { Submit } from "./button";
import { StaffForm } from "./form";
import type { FormAction } from "./form-state";

type Props = { window: PublicWindow; action: FormAction; path: string; page: Moment };

/** Beginning early is an outage until the announced start, so it is said before it is done. */
export function BeginForm({ window, action, path, page }: Props) {
  const start = clock(window.startAt, page.timeZone, page.at);
  return (
    <details>
      <summary className="min-h-11 cursor-pointer py-2.5 underline underline-offset-4">Begin now, early</summary>
      <StaffForm
        action={action}
        path={`${path}#begin`}
        hidden={{ maintenanceId: window.id }}
        className="mt-2 grid justify-items-start gap-3 border-danger border-l-4 bg-sunk p-4"
      >
        <p>
          {window.effect === "none"
            ? `It was announced for ${start}. Nobody should notice it, so the page only mentions it.`
            : `Nobody was told of work before ${start}. Until then customers see an outage: “We are doing work that we did not announce”.`}
        </p>
        <Submit weight={window.effect === "none" ? "public" : "danger"}>Begin now</Submit>
      </StaffForm>
    </details>
  );
}
