/** What a screen reader says when it changes, and no more: without times that go on, which would be said every minute. */
export function Announced({ label, says }: { label: string | null; says: string }) {
  return (
    <p className="sr-only" role="status" aria-live="polite" aria-atomic="true">
      {label === null ? says : `${label}. ${says}`}
    </p>
  );
}
