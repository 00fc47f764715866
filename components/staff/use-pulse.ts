import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent } from "react";

const everyMs = 10_000;

/** Brings the page up to date, without a reload, when somebody changed something since it was `made`. */
export function usePulse(made: string): void {
  const router = useRouter();
  const ask = useEffectEvent(async () => {
    if (document.hidden) return;
    const at = await currentPulse();
    if (at !== null && at !== made) router.refresh();
  });
  useEffect(() => {
    const timer = setInterval(ask, everyMs);
    const onVisible = () => void ask();
    document.addEventListener("visibilitychange", onVisible);
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
