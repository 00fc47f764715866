import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Coding } from "./edition";

/** A text with the codings in which it was asked for so far. */
export type Encoded = { identity: Buffer } & Partial<Record<Coding, Buffer>>;

/** The text in a coding, made when it is first asked for: for what lives a second, and may be asked for by nobody. */
export function encoded(text: Encoded, coding: Coding): Buffer {
  text[coding] ??= coding === "br" ? quickBrotli(text.identity) : gzipSync(text.identity);
  return text[coding];
}

function quickBrotli(bytes: Buffer): Buffer {
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } });
}
