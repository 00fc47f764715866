const planning = /\b(?:re)?schedul(?:ed?|ing)\b|\bplanned\b|\bmaintenance\b|\bmaintaining\b/gi;
const denial =
  /\b(?:not|isn['’]t|wasn['’]t|no|never|nor|un)[\s-]+(?:a |an |any |part of |our |the )*(?:(?:scheduled|planned|maintenance|or|and)[\s-]+)*$/i;

/**
 * Words in an incident's text that customers read as "this was planned", lower case, each once.
 * A denial such as "this is not scheduled maintenance" has none.
 */
export function planningWords(text: string): string[] {
  const found = new Set<string>();
  for (const match of text.matchAll(planning)) {
    if (!denial.test(text.slice(0, match.index))) found.add(match[0].toLowerCase());
  }
  return [...found];
}
