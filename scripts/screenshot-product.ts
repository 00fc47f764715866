import type { Id, Instant } from "@/domain/facts";
import { systemActor } from "@/server/actor";
import { createComponent } from "@/server/components";
import { createGroup } from "@/server/groups";
import { openIncident, postUpdate } from "@/server/incidents";
import { changePage, ensurePage } from "@/server/page";
import type { OpenIncidentInput, PostUpdateInput } from "@/server/update-input";

const minute = 60_000;
const day = 1440 * minute;

export type Product = Record<"harvest" | "forecast" | "api" | "mail" | "apps", Id>;

/** An update without what the play fills in. */
export type Told = Omit<PostUpdateInput, "incidentId" | "seen">;

export const by = systemActor;

/** A page in use for a month, with what was told on it before. */
export async function product(now: Instant): Promise<Product> {
  await ensurePage();
  const began = now - 30 * day;
  const supportLink = "mailto:support@harvest.example";
  await changePage(
    by,
    { name: "Harvest", timeZone: "America/New_York", supportLink, accentColor: "", logo: "" },
    began,
  );
  const { id: groupId } = await createGroup(by, { name: "Platform" }, began);
  const make = async (name: string, description: string, group: Id | null = null) =>
    (await createComponent(by, { name, description, groupId: group }, began)).id;
  const made = {
    harvest: await make("Harvest", "Time tracking, invoices and reports"),
    forecast: await make("Forecast", "Planning"),
    api: await make("API", "", groupId),
    mail: await make("E-mail and invoices by e-mail", "", groupId),
    apps: await make("Mobile apps", "", groupId),
  };
  await lateMail(made, now - 3 * day);
  return made;
}

async function lateMail({ mail }: Product, at: Instant): Promise<void> {
  const components = (status: "degraded_performance" | "operational") => [{ componentId: mail, status }];
  const { id } = await open(at, {
    name: "E-mail is late",
    body: "Invoices leave late. Nothing is lost.",
    effect: "Invoices by e-mail arrive late",
    components: components("degraded_performance"),
  });
  const body = "All e-mail has been delivered.";
  await post(at + 150 * minute, id, { status: "resolved", body, components: components("operational") });
}

export async function open(at: Instant, input: OpenIncidentInput): Promise<{ id: Id }> {
  return openIncident(by, input, at);
}

export async function post(at: Instant, incidentId: Id, input: Told): Promise<void> {
  await postUpdate(by, { incidentId, seen: null, ...input }, at);
}
