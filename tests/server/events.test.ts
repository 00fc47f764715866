import { expect, test } from "vitest";
import { actorOf } from "@/server/actor";
import { setComponentStatus } from "@/server/component-status";
import { archiveComponent, createComponent, editComponent, moveComponent, restoreComponent } from "@/server/components";
import { database } from "@/server/database";
import { createGroup, deleteGroup, editGroup, moveGroup } from "@/server/groups";
import { changeIncident, editUpdate, openIncident, postUpdate, withdrawIncident } from "@/server/incidents";
import { acceptInvitation, invite, resetOwner } from "@/server/invitations";
import { editNotice, publishNotice, withdrawNotice } from "@/server/notices";
import { changePage } from "@/server/page";
import { createFirstOwner, deactivatePerson, firstOwnerCode, reactivatePerson } from "@/server/people";
import { redact } from "@/server/redact";
import { deleteTemplate, prepareTemplates, saveTemplate } from "@/server/templates";
import { ensureFirstToken } from "@/server/tokens";
import { eventRecorder, hour, minute, start, testScene } from "./scene";

testScene();

const password = "correct horse battery";

test("every command leaves exactly one event, at its own revision, by whoever did it", async () => {
  const { databaseId } = await database().page.findUniqueOrThrow({ where: { id: "page" } });
  const code = firstOwnerCode(databaseId);
  const leaves = eventRecorder();

  const first = createFirstOwner(null, { code, name: "Ada", email: "ada@example.com", password }, start);
  const ada = actorOf(await leaves("person.first_owner", first));
  await leaves(
    "page.changed",
    changePage(ada, { name: "Harvest", timeZone: "UTC", supportLink: null, accentColor: null, logo: null }, start),
  );
  await leaves("templates.prepared", prepareTemplates(ada, start));
  const template = { name: "Slow", status: "investigating" as const, body: "It is slow." };
  const { id: templateId } = await leaves("template.saved", saveTemplate(ada, template, start));
  await leaves("template.deleted", deleteTemplate(ada, { templateId }, start));
  await leaves("token.made", ensureFirstToken(ada, "a-token-of-the-settings", start));

  const { token } = await leaves(
    "invitation.made",
    invite(ada, { email: "grace@example.com", role: "responder" }, start),
  );
  const { id: personId } = await leaves(
    "invitation.accepted",
    acceptInvitation(null, { token, name: "Grace", password }, start),
  );
  await leaves("person.deactivated", deactivatePerson(ada, { personId }, start));
  await leaves("person.reactivated", reactivatePerson(ada, { personId }, start));
  const link = await leaves("owner.reset", resetOwner(ada, "ada@example.com", start));
  await leaves("person.password_set", acceptInvitation(null, { token: link.token, password }, start));

  const { id: groupId } = await leaves("group.created", createGroup(ada, { name: "Europe" }, start));
  await leaves("group.edited", editGroup(ada, { groupId, name: "EU" }, start));
  await leaves("group.moved", moveGroup(ada, { groupId, direction: "up" }, start));
  const { id: componentId } = await leaves("component.created", createComponent(ada, { name: "Web", groupId }, start));
  await leaves("component.edited", editComponent(ada, { componentId, name: "Web app" }, start));
  await leaves("component.moved", moveComponent(ada, { componentId, direction: "up" }, start));
  await leaves("component.archived", archiveComponent(ada, { componentId }, start));
  await leaves("component.restored", restoreComponent(ada, { componentId }, start));

  const components = [{ componentId, status: "major_outage" as const }];
  const opened = openIncident(ada, { name: "Errors", body: "Down, says Bob.", components }, start);
  const { id: incidentId } = await leaves("incident.opened", opened);
  await leaves("component.status_set", setComponentStatus(ada, { componentId, status: "operational" }, start + minute));
  const post = { incidentId, seen: null, status: "resolved" as const, body: "Over." };
  const { id: updateId } = await leaves("incident.updated", postUpdate(ada, post, start + 2 * minute));
  await leaves("update.edited", editUpdate(ada, { updateId, body: "It is over." }, start + 3 * minute));
  const change = { incidentId, name: "Errors", impactOverride: null, limitedDetail: false };
  await leaves("incident.changed", changeIncident(ada, change, start + 3 * minute));
  await leaves(
    "incident.redacted",
    redact(ada, { incidentId, text: "says Bob", reason: "A name." }, start + 4 * minute),
  );
  await leaves("incident.withdrawn", withdrawIncident(ada, { incidentId, reason: "A test." }, start + 5 * minute));

  const { id: noticeId } = await leaves(
    "notice.published",
    publishNotice(ada, { title: "Terms", body: "New." }, start),
  );
  await leaves("notice.edited", editNotice(ada, { noticeId, title: "Terms", body: "Newer." }, start));
  await leaves("notice.withdrawn", withdrawNotice(ada, { noticeId }, start));

  await leaves("group.deleted", deleteGroup(ada, { groupId }, start + hour));
  const actors = await database().event.findMany();
  expect(new Set(actors.map(({ actorId }) => actorId))).toEqual(new Set([ada.id, personId]));
});
