"use client";

import type { Settings } from "@/domain/facts";
import type { PublicWindow } from "@/domain/public-page";
import { shortClock, zoneName } from "@/messages/clock";
import { buttonClass, Submit } from "./button";
import { ChoiceSet } from "./choices";
import { DefaultSubmit } from "./default-submit";
import { StaffForm } from "./form";
import { FormFold } from "./form-fold";
import type { FormAction } from "./form-state";
import { useServerNow } from "./use-server-now";
import { extensionWords, laterEnds } from "./window-words";
import { ZonedField } from "./zoned-field";

type Props = {
  window: PublicWindow;
  version: number;
  settings: Settings;
  zone: string;
  serverNow: number;
  action: FormAction;
  path: string;
};

/** A later end in one touch, and what that is before it is done. */
export function ExtendForm({ window, version, settings, zone, serverNow, action, path }: Props) {
  const now = useServerNow(serverNow);
  return (
    <StaffForm
      action={action}
      path={`${path}#extend`}
      hidden={{ maintenanceId: window.id, seen: String(version), path }}
      className="grid gap-4"
    >
      <DefaultSubmit />
      <ChoiceSet legend="It takes longer" hint={extensionWords(window, settings, { timeZone: zone, at: now })}>
        <div className="grid grid-cols-3 gap-1.5">
          {laterEnds(window.endAt, now).map(({ minutes, at }) => (
            <button
              key={minutes}
              type="submit"
              name="until"
              value={at}
              className={buttonClass("quiet", "w-full flex-col !gap-0 !px-2")}
            >
              +{minutes} min
              <span className="font-normal text-fact text-muted">until {shortClock(at, zone)}</span>
            </button>
          ))}
        </div>
      </ChoiceSet>
      <FormFold summary="Until another time">
        <ZonedField name="endAt" label="New end" hint={zoneName(now, zone)} zone={zone} required />
        <Submit weight="quiet">Extend until then</Submit>
      </FormFold>
    </StaffForm>
  );
}
