"use client";

import type { Id, Instant } from "@/domain/facts";
import { shortClock } from "@/messages/clock";
import { Submit } from "./button";
import { StaffForm } from "./form";
import type { FormAction } from "./form-state";
import { useServerNow } from "./use-server-now";
import { laterEnds } from "./window-words";

type Props = {
  maintenanceId: Id;
  seen: number;
  endAt: Instant;
  zone: string;
  serverNow: Instant;
  action: FormAction;
};

/** Half an hour more, in one touch. */
export function ExtendOnce({ maintenanceId, seen, endAt, zone, serverNow, action }: Props) {
  const later = laterEnds(endAt, useServerNow(serverNow)).find(({ minutes }) => minutes === 30);
  if (!later) return null;
  return (
    <StaffForm
      action={action}
      path={`/staff#extend-${maintenanceId}`}
      hidden={{ maintenanceId, seen: String(seen), path: "/staff", until: String(later.at) }}
      className="grid gap-2"
    >
      <Submit weight="quiet">Extend to {shortClock(later.at, zone)}</Submit>
    </StaffForm>
  );
}
