import type { Instant } from "@/domain/facts";
import { publishNotice } from "@/server/notices";
import { ensurePage } from "@/server/page";
import { crash } from "./screenshot-crash";
import { by, open, product } from "./screenshot-product";
import { windowScenes, work } from "./screenshot-windows";

const minute = 60_000;
const day = 1440 * minute;

/** Gives the paths worth a picture. `now` is the moment of the picture. */
type Scene = (now: Instant) => Promise<string[]>;

async function partial(now: Instant): Promise<string[]> {
  const { api } = await product(now);
  await open(now - 16 * minute, {
    name: "API fails in part",
    body: "About a third of requests to the API fail. Trying again helps. We have begun to move traffic away from the servers that fail.",
    effect: "Every third request to the API fails",
    scope: "some customers",
    nextUpdateBy: now + 20 * minute,
    components: [{ componentId: api, status: "partial_outage" }],
  });
  return ["/"];
}

async function notice(now: Instant): Promise<string[]> {
  await product(now);
  const body = "You will be asked once to confirm your account. Nothing else changes.";
  await publishNotice(by, { title: "Sign-in with Google changes next month", body }, now - 2 * day);
  return ["/"];
}

async function longText(now: Instant): Promise<string[]> {
  const { harvest } = await product(now);
  const word = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz-Synchronisationsdienst";
  const effect = "You can’t sign in, and whoever is signed in is asked for a password that then isn’t accepted";
  const { id } = await open(now - 20 * minute, {
    name: `${effect}, on ${word}`,
    body: `# What happens\n\n${word} ${effect}.\n\n> ${effect}\n\n1. https://example.com/${"path/".repeat(20)}\n2. \`${"code ".repeat(20)}\``,
    effect,
    scope: `everyone who uses ${word}`,
    nextUpdateBy: now + 20 * minute,
    components: [{ componentId: harvest, status: "major_outage" }],
  });
  return ["/", `/incidents/${id}`];
}

/** What the page shows, by the name of its picture. */
export const scenes: Record<string, Scene> = {
  "fresh-install": async () => {
    await ensurePage();
    return ["/"];
  },
  operational: async (now) => {
    await product(now);
    return ["/"];
  },
  "not-found": async (now) => {
    await product(now);
    return ["/nothing-here"];
  },
  maintenance: (now) => work(now, { from: -80, to: 40, ahead: 3 * 1440, effect: "down" }),
  "maintenance-short-notice": (now) => work(now, { from: -20, to: 100, ahead: 180, effect: "partly" }),
  "running-late": (now) => work(now, { from: -138, to: -18, ahead: 3 * 1440, effect: "down" }),
  upcoming: (now) => work(now, { from: 2880, to: 3000, ahead: 4320, effect: "down" }),
  degraded: (now) => crash(now, 4),
  partial,
  outage: (now) => crash(now, 16),
  unstable: (now) => crash(now, 21),
  "taken-offline": (now) => crash(now, 44),
  recovered: (now) => crash(now, 144),
  resolved: (now) => crash(now, 226),
  notice,
  "long-text": longText,
  ...windowScenes,
};
