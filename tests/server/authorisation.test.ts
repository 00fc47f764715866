import { describe, expect, test } from "vitest";
import type { Actor } from "@/server/actor";
import { setComponentStatus } from "@/server/component-status";
import * as components from "@/server/components";
import { database } from "@/server/database";
import * as groups from "@/server/groups";
import { muteHoldingAlerts, unmuteHoldingAlerts } from "@/server/holding-mute";
import * as incidents from "@/server/incidents";
import { endInvitation, invite, resetOwner } from "@/server/invitations";
import * as maintenance from "@/server/maintenance";
import * as course from "@/server/maintenance-course";
import { changeMaintenanceSettings } from "@/server/maintenance-settings";
import * as notices from "@/server/notices";
import { changePage } from "@/server/page";
import { recordPastIncident } from "@/server/past-incident";
import { recordPastMaintenance } from "@/server/past-maintenance";
import { deactivatePerson, reactivatePerson } from "@/server/people";
import { redact } from "@/server/redact";
import * as series from "@/server/series";
import { changeStatusEmbed } from "@/server/status-embed";
import { deleteTemplate, prepareTemplates, saveTemplate } from "@/server/templates";
import { ensureFirstToken, makeToken, revokeToken } from "@/server/tokens";
import { openUnannouncedWork } from "@/server/unannounced-work";
import { refusalOf, responder, testScene } from "./scene";

testScene();

type Command = (actor: Actor | null, input: never) => Promise<unknown>;

const forResponders: Record<string, Command> = {
  ...components,
  ...groups,
  setComponentStatus,
  openIncident: incidents.openIncident,
  postUpdate: incidents.postUpdate,
  editUpdate: incidents.editUpdate,
  changeIncident: incidents.changeIncident,
  withdrawIncident: incidents.withdrawIncident,
  ...maintenance,
  ...course,
  ...series,
  openUnannouncedWork,
  recordPastIncident,
  recordPastMaintenance,
  muteHoldingAlerts,
  unmuteHoldingAlerts,
  publishNotice: notices.publishNotice,
  editNotice: notices.editNotice,
  withdrawNotice: notices.withdrawNotice,
  saveTemplate,
  deleteTemplate,
  prepareTemplates,
} as never;

const forOwners: Record<string, Command> = {
  changeMaintenanceSettings,
  changePage,
  changeStatusEmbed,
  deactivatePerson,
  endInvitation,
  ensureFirstToken,
  invite,
  makeToken,
  reactivatePerson,
  redact,
  resetOwner,
  revokeToken,
} as never;

const commands = Object.entries({ ...forResponders, ...forOwners }).filter(
  ([, command]) => typeof command === "function",
);
const nobody: Actor = { kind: "token", id: "token0000000", name: "Read only", permissions: [] };

describe("who may do what", () => {
  test.each(commands)(
    "%s is refused to nobody and to whoever lacks the permission, before anything else",
    async (_, command) => {
      expect(await refusalOf(command(null, undefined as never))).toBe("unauthenticated");
      expect(await refusalOf(command(nobody, undefined as never))).toBe("forbidden");
      expect(await database().event.count()).toBe(0);
    },
  );

  test.each(Object.entries(forOwners))("%s is for owners only", async (_, command) => {
    expect(await refusalOf(command(responder, undefined as never))).toBe("forbidden");
  });
});
