import Link from "next/link";
import type { PublicWindow } from "@/domain/public-page";

type Props = { path: string; window: PublicWindow; runs: boolean };

/** What is done seldom, each on a page of its own that says what it does. */
export function WindowActs({ path, window, runs }: Props) {
  const upcoming = window.status === "scheduled";
  const acts = [
    (upcoming || runs) && {
      href: `${path}/change`,
      label: runs ? "Change words, effects or the end" : "Reschedule, shorten or change it",
    },
    upcoming && { href: `${path}/cancel`, label: "Cancel it" },
  ].filter((act) => act !== false);
  if (acts.length === 0) return null;
  return (
    <nav aria-label="Seldom needed" className="mt-16 border-rule border-t pt-4">
      <ul className="flex flex-wrap gap-x-8 gap-y-1 text-fact">
        {acts.map(({ href, label }) => (
          <li key={href}>
            <Link href={href} prefetch={false} className="inline-flex min-h-11 items-center">
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
