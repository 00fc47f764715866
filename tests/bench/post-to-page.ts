import { setTimeout as pause } from "node:timers/promises";
import { startCandor } from "./candor";
import { atMost, quantile } from "./figure";
import { fillCandor, usual } from "./filled";
import type { Part } from "./part";
import { signedIn, type Visit } from "./staff-visit";

const posts = 200;
/** An incident is resolved after so many updates, and the next one opened. */
const postsEach = 10;
const lookEveryMs = 2;
const patienceMs = 5_000;

export const postToPage: Part = {
  name: "post",
  about: `${posts} posts one after the other by the editor’s own forms without JavaScript; from the answer until / has it`,
  seconds: 180,
  async run(stage) {
    const candor = await startCandor(stage);
    await fillCandor(stage, candor, { ...usual, open: false });
    const staff = await signedIn(candor.url);
    const taken: number[] = [];
    const shown: number[] = [];
    let incident = "";
    for (let count = 0; count < posts; count++) {
      const words = `Marker ${count} of what was posted.`;
      const begun = performance.now();
      incident = await post(staff, incident, count, words);
      const acknowledged = performance.now();
      // What is resolved stands among the past with its last words folded away.
      await until(candor.url, incident === "" ? 'data-mode="operational"' : words);
      taken.push(acknowledged - begun);
      shown.push(performance.now() - acknowledged);
    }
    const p99 = quantile(shown, 0.99);
    return [
      { what: "99 % of posts are on / within", value: p99, unit: "ms", reach: atMost(p99, 250, "250 ms") },
      { what: "half of them within", value: quantile(shown, 0.5), unit: "ms" },
      { what: "the longest", value: Math.max(...shown), unit: "ms" },
      { what: "posts", value: posts, unit: "" },
      { what: "form fetched and post acknowledged, half within", value: quantile(taken, 0.5), unit: "ms" },
    ];
  },
};

/** Opens an incident, posts an update to it, or resolves it; gives back the incident, or nothing once it is over. */
async function post(staff: Visit, incident: string, count: number, body: string): Promise<string> {
  if (incident === "") {
    const form = await staff.form("/staff/incidents/new", "body");
    const to = await staff.send(form, { body, state: "degraded_performance", component: "part00000001" });
    return /\/staff\/incidents\/([a-z0-9]+)/.exec(to)?.[1] ?? "";
  }
  const form = await staff.form(`/staff/incidents/${incident}`, "body");
  const isLast = count % postsEach === postsEach - 1;
  await staff.send(form, { body, ...(isLast ? { status: "resolved" } : {}) });
  return isLast ? "" : incident;
}

async function until(url: string, words: string): Promise<void> {
  const end = performance.now() + patienceMs;
  while (performance.now() < end) {
    if ((await (await fetch(url)).text()).includes(words)) return;
    await pause(lookEveryMs);
  }
  throw new Error(`"${words}" was not on the page after ${patienceMs} ms`);
}
