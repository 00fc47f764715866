"use client";

import { Broken } from "@/components/staff/broken";

export default function DeskError({ error, retry }: { error: unknown; retry: () => void }) {
  return <Broken error={error} retry={retry} />;
}
