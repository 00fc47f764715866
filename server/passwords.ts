import { type Algorithm, hash, verify } from "@node-rs/argon2";
import { z } from "zod";

/** OWASP's Password Storage Cheat Sheet for Argon2id: 19 MiB, two passes, one lane. */
const strength = {
  algorithm: 2 satisfies Algorithm.Argon2id as Algorithm,
  memoryCost: 19_456,
  timeCost: 2,
  parallelism: 1,
} as const;

/** Of a password that nobody has; checked for unknown accounts, so that they take as long as known ones. */
const nobodysHash =
  "$argon2id$v=19$m=19456,t=2,p=1$Y2FuZG9yLW5vYm9keXMtc2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

export const newPassword = z
  .string({ error: "Choose a password of at least 12 characters." })
  .min(12, { error: "This password is too short; choose at least 12 characters." })
  .max(200, { error: "This password is too long; choose at most 200 characters." });

/** The same password typed on another keyboard may be other code points. */
function typed(password: string): string {
  return password.normalize("NFKC");
}

export function hashPassword(password: string): Promise<string> {
  return hash(typed(password), strength);
}

/** Takes as long without a hash as with one; false then. */
export async function passwordMatches(passwordHash: string | null, password: string): Promise<boolean> {
  const matches = await verify(passwordHash ?? nobodysHash, typed(password));
  return matches && passwordHash !== null;
}
