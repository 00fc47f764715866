import { planningWords } from "@/domain/wording";
import { listOf } from "@/messages/words";

/** Warns, and never more, when a text that customers read sounds as if this had been planned. */
export function PlanningWarning({ id, text }: { id: string; text: string }) {
  const words = planningWords(text);
  return (
    <p id={`${id}-warning`} role="status">
      {words.length > 0 && (
        <span className="mt-2 block border-warn border-l-4 py-1 pl-3">
          <strong className="font-semibold">Is {listOf(words.map((word) => `“${word}”`))} what you mean?</strong>{" "}
          Customers read it as: this was planned. Nobody announced it, so say what is broken instead. Saying “this is
          not scheduled maintenance” is fine.
        </span>
      )}
    </p>
  );
}
