import type { Metadata } from "next";
import { notFound } from "next/navigation";

export function generateMetadata(): Metadata {
  notFound();
}

/** Whatever no other staff page answers. */
export default function MissingPage() {
  notFound();
}
