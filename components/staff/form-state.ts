/** What was typed, by field name. */
export type Values = Readonly<Record<string, readonly string[]>>;

export type FormProblem = {
  kind: "invalid" | "refused" | "conflict" | "signed_out" | "broken" | "unreachable" | "updated";
  text: string;
};

/** A form's last answer. Everything that was typed comes back with it, except passwords. */
export type FormState = {
  /** Goes up with each answer, so that a new one takes the focus. */
  answer: number;
  values: Values;
  /** Field name → a sentence that says what to do. */
  errors: Readonly<Record<string, string>>;
  problem: FormProblem | null;
  /** The instants that a local time can mean when the clocks change, by field name. */
  choices: Readonly<Record<string, readonly number[]>>;
  /** What the form made and shows this once, such as a one-time link. */
  made: string | null;
};

/** Whether the form may have arrived all the same: what is sent again must count once. */
export function mayHaveArrived({ problem }: Pick<FormState, "problem">): boolean {
  return problem !== null && ["broken", "unreachable", "updated"].includes(problem.kind);
}

export type FormAction = (previous: FormState, form: FormData) => Promise<FormState>;

export const emptyState: FormState = { answer: 0, values: {}, errors: {}, problem: null, choices: {}, made: null };

const neverReturned = /password|^current$|^code$|^token$/i;

export function valuesOf(form: FormData): Values {
  const values: Record<string, string[]> = {};
  for (const [name, value] of form) {
    if (typeof value !== "string" || name.startsWith("$ACTION") || neverReturned.test(name)) continue;
    const list = values[name] ?? [];
    list.push(value.replaceAll("\r\n", "\n"));
    values[name] = list;
  }
  return values;
}

export function firstValue(values: Values, name: string): string | undefined {
  return values[name]?.[0];
}
