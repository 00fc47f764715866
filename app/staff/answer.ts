import { randomUUID } from "node:crypto";
import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { emptyState, type FormProblem, type FormState, valuesOf } from "@/components/staff/form-state";
import type { Actor } from "@/server/actor";
import { DatabaseAway, isAway } from "@/server/database-away";
import { log } from "@/server/log";
import { InvalidInput, Refusal } from "@/server/refusal";
import { currentActor } from "@/server/session";
import { UnclearTime } from "./fields";

/** Where to go next, or what to show here once. */
type Outcome = string | { made: string };

/** Runs one command for whoever is signed in. What goes wrong comes back beside what was typed. */
export async function answer(
  previous: FormState,
  form: FormData,
  run: (actor: Actor) => Promise<Outcome>,
): Promise<FormState> {
  return answerAnyone(previous, form, async () => {
    const actor = await currentActor();
    if (!actor) throw new Refusal("unauthenticated");
    return run(actor);
  });
}

/** The same for whoever is not signed in yet. */
export async function answerAnyone(
  previous: FormState,
  form: FormData,
  run: () => Promise<Outcome>,
): Promise<FormState> {
  const answer = previous.answer + 1;
  if (form.get("intent") === "preview") return { ...emptyState, answer, values: valuesOf(form) };
  let outcome: Outcome;
  try {
    outcome = await run();
  } catch (error) {
    const explained = explain(error);
    if (explained.problem.kind === "conflict") refresh();
    return { ...emptyState, answer, values: valuesOf(form), ...explained };
  }
  if (typeof outcome === "string") redirect(outcome);
  refresh();
  return { ...emptyState, answer, made: outcome.made };
}

type Explained = { problem: FormProblem } & Partial<Pick<FormState, "errors" | "choices">>;

function explain(error: unknown): Explained {
  if (error instanceof InvalidInput) {
    const choices = error instanceof UnclearTime ? error.choices : {};
    return {
      problem: { kind: "invalid", text: "Please look at this first:" },
      errors: error.fields,
      choices,
    };
  }
  if (error instanceof DatabaseAway || (!(error instanceof Refusal) && isAway(error))) return { problem: away };
  if (!(error instanceof Refusal)) return { problem: broken(error) };
  if (error.code === "unauthenticated") return { problem: signedOut };
  return { problem: { kind: error.code === "conflict" ? "conflict" : "refused", text: error.message } };
}

const signedOut: FormProblem = {
  kind: "signed_out",
  text: "You are signed out, so nothing was sent. Your text is kept: sign in again in another tab, then send it here.",
};

const away: FormProblem = {
  kind: "broken",
  text: "The database is away, so this can’t be saved now. Your text is kept. Send it again as it is when the database is back: it counts once.",
};

function broken(err: unknown): FormProblem {
  const id = randomUUID().slice(0, 8);
  log().error({ err, id }, "A form could not be answered");
  return {
    kind: "broken",
    text: `Something broke on our side, so nothing is confirmed. Your text is kept. Send it again as it is: it counts once. (The log knows this as ${id}.)`,
  };
}
