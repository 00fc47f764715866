import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

export const codings = ["br", "gzip", "identity"] as const;
export type Coding = (typeof codings)[number];

/** A printed document: its bytes in each coding, with the heads to send before them. */
export type Edition = {
  status: number;
  fingerprint: string;
  /** When it was printed, by this process's clock. */
  printedAt: number;
  etag: string;
  bodies: Record<Coding, Buffer>;
  /** Names and values in turn, as `writeHead` takes them. */
  heads: Record<Coding, string[]>;
  notModified: string[];
  /** Bytes that it takes in memory, about. */
  size: number;
};

export type Content = {
  status: number;
  type: string;
  text: string | Buffer;
  fingerprint: string;
  headers: Record<string, string>;
};

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);

/** Well enough to be sent at once; `pressHarder` does better in its own time. */
const quick = 5;
const best = 11;

/** Packs a document for sending. The ETag is weak: each coding has bytes of its own. */
export async function editionOf({ status, type, text, fingerprint, headers }: Content): Promise<Edition> {
  const identity = Buffer.from(text as string);
  const [br, gzipped] = await Promise.all([brotli(identity, quick), compressGzip(identity, { level: 6 })]);
  const etag = `W/"${createHash("sha256").update(identity).digest("base64url").slice(0, 20)}"`;
  const common = { ...headers, ETag: etag, Vary: "Accept-Encoding" };
  const bodies = { br, gzip: gzipped, identity };
  const head = (coding: Coding) =>
    flat({
      ...common,
      "Content-Type": type,
      "Content-Length": String(bodies[coding].length),
      ...(coding === "identity" ? {} : { "Content-Encoding": coding }),
    });
  return {
    status,
    fingerprint,
    printedAt: Date.now(),
    etag,
    bodies,
    heads: { br: head("br"), gzip: head("gzip"), identity: head("identity") },
    notModified: flat(common),
    size: identity.length + br.length + gzipped.length,
  };
}

/** Compresses as well as can be, in a thread of the pool, for what stays a while. The text and its ETag stay. */
export async function pressHarder(edition: Edition): Promise<void> {
  const br = await brotli(edition.bodies.identity, best);
  if (br.length >= edition.bodies.br.length) return;
  const length = edition.heads.br.indexOf("Content-Length") + 1;
  edition.heads.br = edition.heads.br.with(length, String(br.length));
  edition.bodies.br = br;
}

function brotli(bytes: Buffer, quality: number): Promise<Buffer> {
  const params = { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return compressBrotli(bytes, { params });
}

function flat(headers: Record<string, string>): string[] {
  return Object.entries(headers).flat();
}
