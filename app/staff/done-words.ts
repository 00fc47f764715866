/** What a page says after a change led back to it, by the word in its address. */
export const doneWords = {
  added: "Added.",
  saved: "Saved.",
  moved: "Moved.",
  archived: "Archived. Its history stays.",
  restored: "Restored.",
  status: "Set. Customers see it now.",
  deleted: "Deleted.",
  published: "Published. Customers see it now.",
  withdrawn: "Withdrawn.",
  redacted: "The words are gone, and the record says so.",
  deactivated: "Deactivated. Their sessions have ended.",
  ended: "Ended. Whoever opens that link is told so.",
  password: "Changed. You are signed out everywhere but here.",
  reactivated: "They can sign in again.",
} as const;

export function doneWord(code: string | undefined): string | null {
  return code && Object.hasOwn(doneWords, code) ? doneWords[code as keyof typeof doneWords] : null;
}
