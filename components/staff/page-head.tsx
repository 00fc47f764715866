import type { ReactNode } from "react";

/** A page's title, what it is for, and its one act. */
export function PageHead({ title, children, act }: { title: ReactNode; children?: ReactNode; act?: ReactNode }) {
  return (
    <div className="mb-8 flex flex-wrap items-end justify-between gap-x-8 gap-y-4">
      <div className="min-w-0 max-w-2xl">
        <h1 className="wrap-anywhere text-answer">{title}</h1>
        {children && <div className="mt-2 text-muted">{children}</div>}
      </div>
      {act}
    </div>
  );
}
