import { useEffect, useState } from "react";
import type { Instant } from "@/domain/facts";

/** The server's clock, carried on in the browser; a device's own clock may be wrong. */
export function useServerNow(serverNow: Instant, everyMs = 10_000): Instant {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const start = performance.now();
    setNow(serverNow);
    // The browser counts in fractions, and an instant is a whole number of milliseconds.
    const timer = setInterval(() => setNow(Math.round(serverNow + performance.now() - start)), everyMs);
    return () => clearInterval(timer);
  }, [serverNow, everyMs]);
  return now;
}
