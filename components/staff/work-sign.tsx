import { Sign } from "@/components/signs";

/** A calendar for work that customers know of, and the sign of an outage for what nobody announced. */
export function WorkSign({ announced, className }: { announced: boolean; className: string }) {
  return announced ? (
    <Sign name="calendar" className={`${className} shrink-0 text-mark-work`} />
  ) : (
    <Sign name="octagon-hollow" className={`${className} shrink-0 text-mark-outage`} />
  );
}
