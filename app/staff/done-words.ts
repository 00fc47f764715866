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
  revoked: "Revoked. Whatever uses it is refused from now on.",
  password: "Changed. You are signed out everywhere but here.",
  begun: "Begun. Customers see it now.",
  back: "Everything is back, and customers read it.",
  extended: "Extended. Customers see both ends.",
  cancelled: "Cancelled. Customers see it, with the reason.",
  recorded: "Recorded. The record says that it was recorded afterwards.",
  planned: "Planned. Each time is announced on its own.",
  series_changed: "Saved. What is announced already stays as it was.",
  series_ended: "Ended. What is announced already stays.",
  skipped: "Skipped. It will not be announced.",
  reactivated: "They can sign in again.",
} as const;

export function doneWord(code: string | undefined): string | null {
  return code && Object.hasOwn(doneWords, code) ? doneWords[code as keyof typeof doneWords] : null;
}
