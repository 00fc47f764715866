import type { PublicWindow } from "@/domain/public-page";
import type { ExpectedEffect } from "@/domain/status";
import { someNames, words } from "@/messages/words";

const state: Record<ExpectedEffect, string> = {
  none: "affected",
  slow: "slow",
  partly: "partly unavailable",
  down: "down",
};

const longestName = 255;

/** What to say of work that is told as an outage from now on, to be changed by whoever knows more. */
export function turnedWords({ components, effect, runningLate }: PublicWindow): { name: string; body: string } {
  const names = components.filter((part) => part.effect === effect).map(({ name }) => name);
  const some = someNames(names, words());
  const they = `${some} ${names.length === 1 ? "is" : "are"}${runningLate ? " still" : ""} ${state[effect]}`;
  const how = runningLate ? "takes longer than we said" : "does not go as it should";
  return {
    name: they.length <= longestName ? they : `Our work ${how}`,
    body: `Our work on ${some} ${how}, and ${they}. We are working on it.`,
  };
}
