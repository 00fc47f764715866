import type { PublicWindow } from "@/domain/public-page";
import { clock, type Moment } from "@/messages/clock";
import { someNames, words } from "@/messages/words";
import { Submit } from "./button";
import { StaffForm } from "./form";
import { FormFold } from "./form-fold";
import type { FormAction } from "./form-state";

/** What the page will say meanwhile. */
function unannounced({ components }: PublicWindow): string {
  const felt = components.filter(({ effect }) => effect !== "none").map(({ name }) => name);
  return words()("headline.unannounced_work", { names: someNames(felt, words()) });
}

type Props = { window: PublicWindow; action: FormAction; path: string; page: Moment };

/** Beginning early is an outage until the announced start, so it is said before it is done. */
export function BeginForm({ window, action, path, page }: Props) {
  const start = clock(window.startAt, page.timeZone, page.at);
  return (
    <StaffForm action={action} path={`${path}#begin`} hidden={{ maintenanceId: window.id }} className="grid gap-3">
      <FormFold summary="Begin now, early">
        <p className="border-danger border-l-4 bg-sunk p-4">
          {window.effect === "none"
            ? `It was announced for ${start}. Nobody should notice it, so the page only mentions it.`
            : `Nobody was told of work before ${start}. Until then customers see an outage: “${unannounced(window)}”.`}
        </p>
        <Submit weight={window.effect === "none" ? "public" : "danger"}>Begin now</Submit>
      </FormFold>
    </StaffForm>
  );
}
