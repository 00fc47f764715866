import Link from "next/link";
import { Sign } from "@/components/signs";

/** The way to the first public word: large enough for a thumb at three in the morning. */
export function WrongButton({ another }: { another: boolean }) {
  return (
    <Link
      href="/staff/incidents/new"
      prefetch={false}
      className="flex min-h-20 items-center justify-center gap-3 rounded-md bg-ink px-6 font-semibold text-latest text-paper no-underline hover:bg-ink/85 sm:min-h-24"
    >
      <Sign name="octagon-hollow" className="size-7 shrink-0" />
      {another ? "Something else is wrong" : "Something is wrong"}
    </Link>
  );
}
