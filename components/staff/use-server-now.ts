import { useEffect, useState } from "react";
import type { Instant } from "@/domain/facts";

/** The server's clock, carried on in the browser; a device's own clock may be wrong. */
export function useServerNow(serverNow: Instant, everyMs = 10_000): Instant {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const start = performance.now();
    setNow(serverNow);
    const timer = setInterval(() => setNow(serverNow + performance.now() - start), everyMs);
    return () => clearInterval(timer);
  }, [serverNow, everyMs]);
  return now;
}
