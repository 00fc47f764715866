import Link from "next/link";

/** Older and newer, with where one is. */
export function Paging({ path, page, pages }: { path: string; page: number; pages: number }) {
  if (pages < 2) return null;
  return (
    <nav aria-label="Pages" className="mt-6 flex min-h-11 items-center justify-between gap-4">
      {page > 1 ? (
        <Link href={`${path}?page=${page - 1}`} prefetch={false}>
          Newer
        </Link>
      ) : (
        <span />
      )}
      <span className="text-fact text-muted">
        Page {page} of {pages}
      </span>
      {page < pages ? (
        <Link href={`${path}?page=${page + 1}`} prefetch={false}>
          Older
        </Link>
      ) : (
        <span />
      )}
    </nav>
  );
}
