import { existsSync } from "node:fs";
import { mkdir, open, readFile, rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import { securityHeaders } from "../headers";
import { settings } from "../settings";
import type { Document } from "./document";
import { type Edition, editionOf } from "./edition";

/** Where printed copies lie: files that any web server can serve as they are. */
export function copiesFolder(): string {
  return join(settings().dataDir, "editions");
}

/** The file of a document's copy, within the folder of copies. */
export function copyName({ path }: Document): string {
  if (path === "/") return "index.html";
  return path === "/404" ? "404.html" : `${path.slice(1)}/index.html`;
}

/** The copy of a document on disk, for when it can't be printed. Rejects when there is none. */
export async function readCopy(document: Document): Promise<Edition> {
  const text = await readFile(join(copiesFolder(), copyName(document)), "utf8");
  const headers = securityHeaders("copy", { nonce: "", secure: false, dev: false, styleHash: null });
  return editionOf({
    status: document.kind === "missing" ? 404 : 200,
    type: "text/html; charset=utf-8",
    text,
    fingerprint: "",
    headers: { ...headers, "Cache-Control": "no-store" },
  });
}

/** Replaces a file as a whole: a reader, or a crash, meets the old one or the new one. */
export async function writeCopy(name: string, bytes: string | Buffer): Promise<void> {
  const file = join(copiesFolder(), name);
  await mkdir(dirname(file), { recursive: true });
  const draft = `${file}.tmp`;
  const handle = await open(draft, "w");
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
}

export function hasCopy(document: Document): boolean {
  return existsSync(join(copiesFolder(), copyName(document)));
}
