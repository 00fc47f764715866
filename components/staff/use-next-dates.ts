import { useEffect, useState } from "react";
import type { Instant } from "@/domain/facts";

export type NextDates = {
  dates: readonly Instant[];
  total: number;
  /** Wall-clock starts, `2027-03-14T02:30`, that a clock change skips: there is none on that day. */
  leftOut: readonly string[];
  problem: string | null;
};

const pauseMs = 300;

/** The dates that a rule gives, asked of the server while it is written; the last ones stay while it can't answer. */
export function useNextDates(query: string, before: NextDates): NextDates {
  const [shown, setShown] = useState(before);
  useEffect(() => {
    const stopped = new AbortController();
    const timer = setTimeout(async () => {
      const found = await ask(query, stopped.signal);
      if (found) setShown(found);
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      stopped.abort();
    };
  }, [query]);
  return shown;
}

async function ask(query: string, signal: AbortSignal): Promise<NextDates | null> {
  try {
    const response = await fetch(`/staff/maintenance/recurring/dates?${query}`, { cache: "no-store", signal });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}
