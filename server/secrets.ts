import { createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from "node:crypto";

/** 256 random bits for a link or a token; only its hash is kept. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

export function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** Compares without telling by time how much of it was right. */
export function sameSecret(a: string, b: string): boolean {
  return timingSafeEqual(createHash("sha256").update(a).digest(), createHash("sha256").update(b).digest());
}

/** 32 bytes for one purpose, derived from a secret. */
export function derivedKey(purpose: string, secret: string): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, "", purpose, 32));
}

const codeLetters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Sixty bits that can be read out, `ABCD-EFGH-JKMN`, derived from a secret. */
export function readableCode(secret: string, purpose: string): string {
  const digest = createHmac("sha256", secret).update(purpose).digest();
  const letters = [...digest.subarray(0, 12)].map((byte) => codeLetters[byte % codeLetters.length]).join("");
  return `${letters.slice(0, 4)}-${letters.slice(4, 8)}-${letters.slice(8)}`;
}

/** The code as it was meant: without regard to case, spaces and dashes. */
export function plainCode(code: string): string {
  return code.toUpperCase().replace(/[^0-9A-Z]/g, "");
}
