import { headers } from "next/headers";
import type { Mark } from "@/domain/mark";
import type { PublicPage } from "@/domain/public-page";
import { type PrintJob, printJob } from "@/server/editions/print-job";
import { currentPage } from "@/server/snapshot";
import { logoAddress } from "./logo";

/** What a public page shows: what it is being printed from, or this moment where Next itself was asked for it. */
export async function shown(): Promise<{
  page: PublicPage;
  record: PrintJob["record"];
  mark: Mark | null;
  logo: string | null;
}> {
  const job = printJob(await headers());
  const page = job?.page ?? currentPage();
  return { page, record: job?.record ?? null, mark: job?.mark ?? null, logo: logoAddress(page) };
}
