import type { PublicWindow } from "@/domain/public-page";
import type { ExpectedEffect } from "@/domain/status";
import { listOf } from "@/messages/words";

const state: Record<ExpectedEffect, string> = {
  none: "affected",
  slow: "slow",
  partly: "partly unavailable",
  down: "down",
};

const longestName = 255;

/** What to say of work that is told as an outage from now on, to be changed by whoever knows more. */
export function turnedWords({ components, effect }: PublicWindow): { name: string; body: string } {
  const names = components.filter((part) => part.effect === effect).map(({ name }) => name);
  const they = `${listOf(names)} ${names.length === 1 ? "is" : "are"}`;
  const name = `${they} still ${state[effect]}`;
  return {
    name: name.length <= longestName ? name : `Our work takes longer than we said`,
    body: `Our work on ${listOf(names)} takes longer than we said, and ${they} still ${state[effect]}. We are working on it.`,
  };
}
