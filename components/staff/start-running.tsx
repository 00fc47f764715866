import Link from "next/link";
import type { Id } from "@/domain/facts";
import { ButtonLink } from "./button";
import { ExtendOnce } from "./extend-once";
import { FinishForm } from "./finish-form";
import type { FormAction } from "./form-state";
import { WindowDueLine } from "./window-due-line";
import type { WatchedWindow } from "./window-words";
import { WorkSign } from "./work-sign";

type Props = {
  windows: readonly WatchedWindow[];
  versions: ReadonlyMap<Id, number>;
  zone: string;
  serverNow: number;
  finish: FormAction;
  extend: FormAction;
};

/** Running work in three lines, with the acts that it may need. */
export function StartRunning({ windows, versions, zone, serverNow, finish, extend }: Props) {
  if (windows.length === 0) return null;
  return (
    <ul aria-label="Work that is running" className="mb-8 border-rule border-b">
      {windows.map((window) => (
        <li key={window.id} className="border-rule border-t py-6">
          <h2 className="flex items-start gap-2 wrap-anywhere font-semibold text-latest">
            <WorkSign announced={window.announced} className="mt-1 size-5" />
            <Link href={`/staff/maintenance/${window.id}`} prefetch={false}>
              {window.name}
            </Link>
          </h2>
          <WindowDueLine window={window} zone={zone} serverNow={serverNow} />
          <div className="mt-4 flex flex-wrap gap-2">
            <FinishForm
              maintenanceId={window.id}
              action={finish}
              path="/staff"
              name={windows.length > 1 ? window.name : undefined}
            />
            <ExtendOnce
              maintenanceId={window.id}
              seen={versions.get(window.id) ?? 0}
              endAt={window.plannedEndAt}
              zone={zone}
              serverNow={serverNow}
              action={extend}
            />
            <ButtonLink href={`/staff/maintenance/${window.id}/incident`} weight="danger">
              Turn it into an incident
              {windows.length > 1 && <span className="sr-only">: {window.name}</span>}
            </ButtonLink>
          </div>
        </li>
      ))}
    </ul>
  );
}
