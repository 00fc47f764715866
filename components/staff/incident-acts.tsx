import Link from "next/link";

type Props = { path: string; withdrawn: boolean; canRedact: boolean };

/** What is done seldom, each on a page of its own that says what it does. */
export function IncidentActs({ path, withdrawn, canRedact }: Props) {
  const acts = [
    !withdrawn && { href: `${path}/change`, label: "Change name, impact or detail" },
    !withdrawn && { href: `${path}/withdraw`, label: "Withdraw: it was posted in error" },
    canRedact && { href: `${path}/redact`, label: "Redact words for good" },
  ].filter((act) => act !== false);
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
