import { customAlphabet } from "nanoid";
import type { Id } from "@/domain/facts";

/** Twelve random characters of [a-z0-9]. */
export const newId: () => Id = customAlphabet("0123456789abcdefghijklmnopqrstuvwxyz", 12);
