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
  /** After how many seconds it may be tried again, where that is known. */
  readonly retryAfter: number | null;

  constructor(code: RefusalCode, message = sentences[code], retryAfter: number | null = null) {
    super(message);
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

export const refusalStatuses: Record<RefusalCode, number> = {
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  throttled: 429,
};

/** What an answer says of a refusal beside its status. */
export function refusalHeaders({ code, retryAfter }: Refusal): Record<string, string> {
  return {
    ...(code === "unauthenticated" && { "www-authenticate": "Bearer" }),
    ...(retryAfter !== null && { "retry-after": String(retryAfter) }),
  };
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
