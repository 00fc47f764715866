/** It never tells which of the two was wrong. */
export const wrongPair =
  "This e-mail address and this password don’t go together. Check both and try again; nothing gets locked.";
