import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useRef } from "react";

const everyMs = 10_000;

/** Brings the page up to date when somebody changed something, without a reload. */
export function usePulse(): void {
  const router = useRouter();
  const last = useRef<string | null>(null);
  const ask = useEffectEvent(async () => {
    if (document.hidden) return;
    const at = await currentPulse();
    if (at !== null && last.current !== null && at !== last.current) router.refresh();
    last.current = at ?? last.current;
  });
  useEffect(() => {
    const timer = setInterval(ask, everyMs);
    const onVisible = () => void ask();
    document.addEventListener("visibilitychange", onVisible);
    void ask();
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", onVisible);
    };
  }, []);
}

/** Null when it can't be had: the next try may work. */
async function currentPulse(): Promise<string | null> {
  try {
    const response = await fetch("/staff/pulse", { cache: "no-store" });
    const { at }: { at: string | null } = await response.json();
    return at;
  } catch {
    return null;
  }
}
