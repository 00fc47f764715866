import { z } from "zod";
import type { Instant, Settings } from "@/domain/facts";
import { type Actor, authorize } from "./actor";
import { database } from "./database";
import { parse } from "./input";
import { maintenanceSettings } from "./load";
import { InvalidInput } from "./refusal";
import { settings } from "./settings";
import { write } from "./write";

function minutes(least: number, most: number) {
  const error = `Give a whole number of minutes from ${least.toLocaleString("en")} to ${most.toLocaleString("en")}.`;
  return z.number({ error }).int({ error }).min(least, { error }).max(most, { error }).optional();
}

/** What is absent stays as it is. */
export const changeMaintenanceSettingsInput = z.object({
  noticeMinutes: minutes(15, 525_600),
  shortNoticeMinutes: minutes(15, 525_600),
  graceMinutes: minutes(0, 1440),
});
export type ChangeMaintenanceSettingsInput = z.input<typeof changeMaintenanceSettingsInput>;

const variables: Record<keyof Settings, string> = {
  noticeMinutes: "MAINTENANCE_NOTICE_MINUTES",
  shortNoticeMinutes: "MAINTENANCE_SHORT_NOTICE_MINUTES",
  graceMinutes: "MAINTENANCE_GRACE_MINUTES",
};
const names = Object.keys(variables) as (keyof Settings)[];

/** Changes how far ahead work must be announced from now on, and the grace. What was announced before keeps its own. */
export async function changeMaintenanceSettings(
  actor: Actor | null,
  input: ChangeMaintenanceSettingsInput,
  now?: Instant,
): Promise<void> {
  authorize(actor, "page.write");
  const given = parse(changeMaintenanceSettingsInput, input);
  refuseSetElsewhere(given);
  await write(
    actor,
    async (tx) => {
      const row = await tx.page.findUniqueOrThrow({ where: { id: "page" } });
      const before = Object.fromEntries(names.map((name) => [name, row[name]])) as Settings;
      const after = { ...before, ...given };
      refuseReversed(maintenanceSettings(after));
      await tx.page.update({ where: { id: "page" }, data: after });
      const event = { type: "page.maintenance_changed", subjectKind: "page", subjectId: "page", before, after };
      return { event, result: undefined };
    },
    { now },
  );
}

function refuseSetElsewhere(given: Partial<Settings>): void {
  const { maintenance } = settings();
  const fields: Record<string, string> = {};
  for (const name of names) {
    const fixed = maintenance[name];
    if (fixed !== undefined && given[name] !== undefined && given[name] !== fixed)
      fields[name] = `This is set to ${fixed} by ${variables[name]} where Candor runs. Change it there.`;
  }
  if (Object.keys(fields).length > 0) throw new InvalidInput(fields);
}

function refuseReversed({ noticeMinutes, shortNoticeMinutes }: Settings): void {
  if (shortNoticeMinutes <= noticeMinutes) return;
  const sentence = `Short notice can't be longer than the full notice of ${noticeMinutes} minutes. Give a smaller number.`;
  throw new InvalidInput({ shortNoticeMinutes: sentence });
}

export type MaintenanceSettings = { values: Settings; fromEnvironment: Record<keyof Settings, boolean> };

/** The settings in force, and which of them only the environment can change. */
export async function maintenanceSettingsForEditor(): Promise<MaintenanceSettings> {
  const row = await database().page.findUniqueOrThrow({ where: { id: "page" } });
  const fixed = settings().maintenance;
  const isFixed = (name: keyof Settings) => fixed[name] !== undefined;
  return {
    values: maintenanceSettings(row),
    fromEnvironment: {
      noticeMinutes: isFixed("noticeMinutes"),
      shortNoticeMinutes: isFixed("shortNoticeMinutes"),
      graceMinutes: isFixed("graceMinutes"),
    },
  };
}
