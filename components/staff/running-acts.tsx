import type { Facts, Instant } from "@/domain/facts";
import type { PublicWindow } from "@/domain/public-page";
import { ButtonLink } from "./button";
import { ExtendForm } from "./extend-form";
import { FinishForm } from "./finish-form";
import type { FormAction } from "./form-state";

type Props = {
  edited: { shown: PublicWindow; version: number; facts: Facts; now: Instant };
  finish: FormAction;
  extend: FormAction;
  path: string;
};

/** What ends running work, or keeps it from being late. */
export function RunningActs({ edited: { shown, version, facts, now }, finish, extend, path }: Props) {
  return (
    <div className="grid gap-8">
      <div className="flex flex-wrap gap-2">
        <FinishForm maintenanceId={shown.id} action={finish} path={path} />
        <ButtonLink href={`${path}/incident`} weight="danger">
          Turn it into an incident
        </ButtonLink>
      </div>
      <ExtendForm
        window={shown}
        version={version}
        settings={facts.settings}
        zone={facts.page.timeZone}
        serverNow={now}
        action={extend}
        path={path}
      />
    </div>
  );
}
