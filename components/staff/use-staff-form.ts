import { unstable_isUnrecognizedActionError, unstable_rethrow } from "next/navigation";
import { type FormEvent, startTransition, useActionState } from "react";
import { emptyState, type FormAction, type FormProblem, type FormState, valuesOf } from "./form-state";

const unreachable: FormProblem = {
  kind: "unreachable",
  text: "Candor did not answer, so nothing is confirmed. Your text is kept. Send it again as it is: it counts once.",
};
const updated: FormProblem = {
  kind: "updated",
  text: "Candor was updated while you were writing. Your text is kept. Reload this page, then send it again.",
};

/** Answers a lost connection with a form that still holds its text. */
function withAnswer(action: FormAction): FormAction {
  return async (previous, form) => {
    try {
      return await action(previous, form);
    } catch (error) {
      unstable_rethrow(error);
      const problem = unstable_isUnrecognizedActionError(error) ? updated : unreachable;
      return { ...emptyState, answer: previous.answer + 1, values: valuesOf(form), problem };
    }
  };
}

/**
 * One form: its last answer, and how it is sent. The server renders the plain action, which works without JavaScript;
 * `path` is where that form posts to.
 */
export function useStaffForm(action: FormAction, path: string) {
  const sent = typeof window === "undefined" ? action : withAnswer(action);
  const [state, dispatch, pending] = useActionState<FormState, FormData>(sent, emptyState, path);
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (pending) return;
    const { submitter } = event.nativeEvent as SubmitEvent;
    const form = new FormData(event.currentTarget, submitter);
    startTransition(() => dispatch(form));
  };
  return { state, dispatch, pending, onSubmit };
}
