export type RefusalCode = "unauthenticated" | "forbidden" | "not_found" | "conflict" | "throttled";

const sentences: Record<RefusalCode, string> = {
  unauthenticated: "Sign in to do this.",
  forbidden: "Your account may not do this; ask an owner.",
  not_found: "This is not there any more.",
  conflict: "Somebody else changed this in the meantime. Read what is new, then decide.",
  throttled: "Too many tries. Wait a moment, then try again.",
};

/** The command will not be done; the code says why. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly code: RefusalCode;

  constructor(code: RefusalCode, message = sentences[code]) {
    super(message);
    this.code = code;
  }
}

/** Something that was typed can't be taken; each field has a sentence that says what to do. */
export class InvalidInput extends Error {
  override readonly name = "InvalidInput";
  readonly fields: Record<string, string>;

  constructor(fields: Record<string, string>) {
    super(Object.values(fields).join(" "));
    this.fields = fields;
  }
}
