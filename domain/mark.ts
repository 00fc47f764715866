/** What tells printed bytes apart: whoever has a page open learns by it whether there is a newer one. */
export type Mark = {
  revision: number;
  /** Equal ones say the same, but for the minute in which they were printed. */
  fingerprint: string;
  /** Of the program that printed it. */
  build: string;
};
