/** The text without the words. */
export type Erase = (text: string) => string;

/** What stands where words were taken out. */
const gap = "[redacted]";

/** Finds the words whatever their case and the white space between them. */
export function eraserFor(text: string): Erase {
  const words = text.split(/\s+/).map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
  const pattern = new RegExp(words.join("\\s+"), "giu");
  return (given) => given.replace(pattern, gap);
}

/** These hold words of ours and ids, never what staff wrote. */
const notText = /^(?:id|status|type|impactOverride|.*Ids?)$/;

/** Walks a value of JSON and takes the words out of every text in it; a new value. */
export function eraseIn(value: unknown, erase: Erase): unknown {
  if (typeof value === "string") return erase(value);
  if (Array.isArray(value)) return value.map((each) => eraseIn(each, erase));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, notText.test(key) ? each : eraseIn(each, erase)]),
  );
}
