"use client";

import { Broken } from "@/components/staff/broken";

export default function StaffError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <main id="main" className="mx-auto w-full max-w-6xl px-4 pt-12 sm:px-6">
      <Broken error={error} retry={retry} />
    </main>
  );
}
