import { Token, type TokenHandler, Tokenizer } from "parse5";

/** What stands for an element in Markdown, at its beginning and at its end; of others the text is kept as it is. */
const marks: Record<string, [string, string]> = {
  p: ["\n\n", "\n\n"],
  div: ["\n", "\n"],
  ul: ["\n", "\n"],
  ol: ["\n", "\n"],
  li: ["\n- ", ""],
  b: ["**", "**"],
  strong: ["**", "**"],
  i: ["*", "*"],
  em: ["*", "*"],
  code: ["`", "`"],
  span: ["", ""],
  var: ["", ""],
  small: ["", ""],
};

// A private-use character that no text of people contains.
const lineBreak = "\uE000";

type Piece = { from: number; to: number; text: string };

/** Turns the HTML that other pages put into their Markdown into Markdown; everything else stays as it was written. */
export function markdownOf(body: string): string {
  const pieces = tagsIn(body);
  if (pieces.length === 0) return body;
  let text = "";
  let at = 0;
  for (const piece of pieces) {
    text += body.slice(at, piece.from) + piece.text;
    at = piece.to;
  }
  return broken(text + body.slice(at))
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/** One break ends a line, several a paragraph; a line end that follows a break in the source is none of its own. */
function broken(text: string): string {
  return text
    .replace(/\uE000[ \t]*\n/g, lineBreak)
    .replace(/[ \t]*(?:\uE000[ \t]*){2,}/g, "\n\n")
    .replace(/[ \t]*\uE000[ \t]*/g, "  \n");
}

function tagsIn(body: string): Piece[] {
  const pieces: Piece[] = [];
  const links: string[] = [];
  const add = (token: Token.TagToken, text: string | undefined) => {
    if (text !== undefined && token.location)
      pieces.push({ from: token.location.startOffset, to: token.location.endOffset, text });
  };
  const ignore = () => undefined;
  const handler: TokenHandler = {
    onStartTag(token) {
      if (token.tagName === "br") return add(token, lineBreak);
      if (token.tagName !== "a") return add(token, marks[token.tagName]?.[0]);
      links.push(Token.getTokenAttr(token, "href") ?? "");
      add(token, "[");
    },
    onEndTag(token) {
      if (token.tagName !== "a") return add(token, marks[token.tagName]?.[1]);
      const href = links.pop();
      if (href !== undefined) add(token, `](${href})`);
    },
    onComment: ignore,
    onDoctype: ignore,
    onEof: ignore,
    onCharacter: ignore,
    onNullCharacter: ignore,
    onWhitespaceCharacter: ignore,
  };
  new Tokenizer({ sourceCodeLocationInfo: true }, handler).write(body, true);
  return pieces;
}
