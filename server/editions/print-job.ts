import { randomBytes } from "node:crypto";
import type { Mark } from "@/domain/mark";
import type { PublicIncident, PublicPage, PublicWindow } from "@/domain/public-page";
import { remember } from "../remember";

/** All that one printing shows, so that title and text are of the same moment. */
export type PrintJob = { page: PublicPage; record: PublicIncident | PublicWindow | null; mark: Mark };

/** Only the press can send it: the front takes whatever outsiders call it away. */
export const jobHeader = "x-candor-print";

function jobs(): Map<string, PrintJob> {
  return remember("print-jobs", () => new Map());
}

/** Runs `print` with a name under which the page finds the job. */
export async function withJob<T>(job: PrintJob, print: (name: string) => Promise<T>): Promise<T> {
  const name = randomBytes(16).toString("hex");
  jobs().set(name, job);
  try {
    return await print(name);
  } finally {
    jobs().delete(name);
  }
}

/** What the page that is being rendered is printed from; null when somebody asked Next itself for it. */
export function printJob(headers: Headers): PrintJob | null {
  return jobs().get(headers.get(jobHeader) ?? "") ?? null;
}
