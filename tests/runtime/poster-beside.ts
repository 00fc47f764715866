// Posts updates into the database of a Candor that serves, and prints which of them were acknowledged.
import { setTimeout as pause } from "node:timers/promises";
import { systemActor } from "@/server/actor";
import { openIncident, postUpdate } from "@/server/incidents";
import { onDatabase } from "@/server/tool";

const say = (line: string) => process.stdout.write(`${line}\n`);

await onDatabase(async () => {
  const { id: incidentId } = await openIncident(systemActor, { name: "Errors", body: "We are looking into it." });
  say(`opened ${incidentId}`);
  for (let count = 1; ; count++) {
    const update = { incidentId, seen: null, status: "identified" as const, body: `This is update ${count}.` };
    await postUpdate(systemActor, update).then(
      () => say(`acknowledged ${count}`),
      () => pause(50),
    );
  }
});
