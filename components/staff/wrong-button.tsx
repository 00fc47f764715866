import Link from "next/link";
import { Sign } from "@/components/signs";

const first = "min-h-20 bg-ink text-latest text-paper hover:bg-ink/85 sm:min-h-24";
const quieter = "min-h-14 border-2 border-ink hover:bg-sunk";

/** The way to the first public word: large enough for a thumb at three in the morning. */
export function WrongButton({ another }: { another: boolean }) {
  return (
    <Link
      href="/staff/incidents/new"
      prefetch={false}
      className={`flex items-center justify-center gap-3 rounded-md px-6 font-semibold no-underline ${another ? quieter : first}`}
    >
      <Sign name="octagon-hollow" className="size-7 shrink-0" />
      {another ? "Something else is wrong" : "Something is wrong"}
    </Link>
  );
}
