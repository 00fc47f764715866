// Posts updates one after another as Candor would, and prints the id of each that was acknowledged.
import { setTimeout as pause } from "node:timers/promises";
import { systemActor } from "@/server/actor";
import { boot } from "@/server/boot";
import { openIncident, postUpdate } from "@/server/incidents";

const say = (line: string) => process.stdout.write(`${line}\n`);

await boot(
  () => undefined,
  () => undefined,
);
const { id: incidentId } = await openIncident(systemActor, { name: "Errors", body: "We are looking into it." });
for (let count = 1; ; count++) {
  // As between two requests: what starts PostgreSQL again has its turn.
  await pause(10);
  const update = { incidentId, seen: null, status: "identified" as const, body: `Update ${count}.` };
  await postUpdate(systemActor, update).then(
    ({ id }) => say(`acknowledged ${id}`),
    async () => {
      say("failed");
      await pause(50);
    },
  );
}
