import type { Metadata } from "next";
import { notFound } from "next/navigation";

export const dynamic = "force-dynamic";

export function generateMetadata(): Metadata {
  notFound();
}

/** Whatever no other route answers: a real 404 in this page's own layout. */
export default function Page() {
  notFound();
}
