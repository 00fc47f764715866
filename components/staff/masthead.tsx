"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { clearDrafts } from "./draft-store";

type Props = { page: string; person: string; owner: boolean; signOut: () => Promise<void> };

type Place = { href: string; label: string };

const places: readonly Place[] = [
  { href: "/staff", label: "Now" },
  { href: "/staff/incidents", label: "Incidents" },
  { href: "/staff/maintenance", label: "Maintenance" },
  { href: "/staff/components", label: "Components" },
  { href: "/staff/notices", label: "Notices" },
  { href: "/staff/templates", label: "Prepared texts" },
  { href: "/embed", label: "Widget" },
];
const ownersPlaces: readonly Place[] = [
  { href: "/staff/people", label: "People" },
  { href: "/staff/tokens", label: "API tokens" },
  { href: "/staff/settings", label: "Settings" },
];

/** Where one is, where one can go, and who one is. */
export function Masthead({ page, person, owner, signOut }: Props) {
  const path = usePathname();
  const shown = owner ? [...places, ...ownersPlaces] : places;
  const leave = <SignOut person={person} signOut={signOut} />;
  return (
    <header className="relative border-rule border-b">
      <div className="mx-auto flex max-w-6xl items-center justify-between gap-x-8 px-4 sm:px-6">
        <Link
          href="/staff"
          prefetch={false}
          className="min-w-0 truncate py-4 lg:py-2 font-semibold tracking-tight no-underline"
        >
          {page} <span className="font-normal text-muted">staff</span>
        </Link>
        <details key={path} className="group/menu lg:hidden">
          <summary className="flex min-h-11 list-none items-center px-1 underline underline-offset-4 group-open/menu:font-semibold [&::-webkit-details-marker]:hidden">
            Menu
          </summary>
          <nav
            aria-label="Staff pages"
            className="absolute inset-x-0 top-full z-20 border-rule border-y bg-paper px-4 py-2 sm:px-6"
          >
            <Links places={shown} path={path} large />
            <div className="mt-2 border-rule border-t pt-3">{leave}</div>
          </nav>
        </details>
        <div className="hidden shrink-0 lg:block">{leave}</div>
      </div>
      <nav aria-label="Staff pages" className="mx-auto hidden max-w-6xl px-4 sm:px-6 lg:block">
        <Links places={shown} path={path} />
      </nav>
    </header>
  );
}

function Links({ places, path, large }: { places: readonly Place[]; path: string; large?: boolean }) {
  return (
    <ul className={large ? "grid" : "flex gap-6"}>
      {places.map(({ href, label }) => {
        const here = href === "/staff" ? path === href : path.startsWith(href);
        return (
          <li key={href}>
            <Link
              href={href}
              prefetch={false}
              aria-current={here ? "page" : undefined}
              className={`flex min-h-12 items-center no-underline hover:underline aria-[current]:font-semibold ${large ? "" : "-mb-px border-transparent border-b-2 aria-[current]:border-accent"}`}
            >
              {label}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

function SignOut({ person, signOut }: Pick<Props, "person" | "signOut">) {
  return (
    <form action={signOut} onSubmit={clearDrafts} className="flex min-h-11 items-center gap-4 text-fact">
      <Link
        href="/staff/password"
        prefetch={false}
        className="flex min-h-11 items-center"
        aria-label={`${person}: your password`}
      >
        <span className="max-w-40 truncate">{person}</span>
      </Link>
      <button type="submit" className="min-h-11 cursor-pointer underline underline-offset-4">
        Sign out
      </button>
    </form>
  );
}
