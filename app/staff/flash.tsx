import { Done } from "@/components/staff/done";
import { doneWord } from "./done-words";

/** `at` tells apart two like it, one after the other. */
export function Flash({ done, at }: { done: string | undefined; at?: string | undefined }) {
  const text = doneWord(done);
  return text && <Done key={`${done} ${at}`}>{text}</Done>;
}
