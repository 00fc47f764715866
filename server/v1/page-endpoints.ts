import { z } from "zod";
import { database } from "../database";
import { orFromMemory } from "../memory";
import { changePage, pageSettings } from "../page";
import { pageIdNow } from "../page-id";
import { settings } from "../settings";
import { currentPage } from "../snapshot";
import { stamp } from "./context";
import { type Endpoint, reads, writes } from "./endpoint";
import { examples } from "./examples";
import { pagingQuery, patchPageInput } from "./inputs";
import { paged } from "./lists";
import { pageShape } from "./page-shapes";
import { whileThere } from "./while-there";

const one = "/pages/{page_id}";

async function show() {
  const { name, timeZone, supportLink, setUpAt } = await pageSettings();
  const { siteUrl } = settings();
  const { indicator } = currentPage();
  const createdAt = await orFromMemory(
    async () => (await database().page.findUniqueOrThrow({ where: { id: "page" } })).createdAt.getTime(),
    () => setUpAt ?? 0,
  );
  return {
    id: await pageIdNow(),
    created_at: stamp(createdAt),
    updated_at: stamp(setUpAt ?? createdAt),
    name,
    page_description: null,
    headline: null,
    branding: "basic",
    subdomain: null,
    domain: new URL(siteUrl).host,
    url: siteUrl,
    support_url: supportLink,
    hidden_from_search: false,
    allow_page_subscribers: false,
    allow_incident_subscribers: false,
    allow_email_subscribers: false,
    allow_sms_subscribers: false,
    allow_rss_atom_feeds: true,
    allow_webhook_subscribers: false,
    viewers_must_be_team_members: false,
    time_zone: timeZone,
    status_indicator: indicator,
  };
}

export const pageEndpoints: readonly Endpoint[] = [
  reads({
    path: "/pages",
    name: "listPages",
    summary: "The pages that there are: this one",
    query: pagingQuery,
    answer: z.array(pageShape),
    read: async (_, query) => paged([await show()], query),
  }),
  reads({ path: one, name: "getPage", summary: "The page", answer: pageShape, read: show }),
  writes({
    methods: ["PATCH", "PUT"],
    path: one,
    name: "patchPage",
    summary: "Changes what is given of the page",
    scopes: ["all"],
    body: patchPageInput,
    example: examples.patchPage,
    answer: pageShape,
    prefix: "page",
    write: async ({ actor }, { page }) => {
      const { setUpAt: _, ...before } = await pageSettings();
      const after = {
        ...before,
        name: page.name ?? before.name,
        timeZone: page.time_zone ?? before.timeZone,
        supportLink: page.support_url === undefined ? before.supportLink : page.support_url,
      };
      await whileThere(() => changePage(actor, after));
      return { status: 200, subject: { kind: "page", id: "page" } };
    },
    show,
  }),
];
