"use client";

import { useState } from "react";
import { useBrowser } from "./use-browser";

/** Asks for notifications only when somebody wants them. */
export function RemindMe() {
  const before = useBrowser(permission, "unknown");
  const [answered, setAnswered] = useState<string | null>(null);
  const now = answered ?? before;
  if (now === "granted")
    return <p className="text-fact text-muted">This device reminds you while Candor is open in it.</p>;
  if (now !== "default") return null;
  return (
    <button
      type="button"
      onClick={async () => setAnswered(await Notification.requestPermission())}
      className="min-h-11 cursor-pointer text-fact underline underline-offset-4"
    >
      Remind me on this device
    </button>
  );
}

function permission(): string {
  return typeof Notification === "undefined" ? "unknown" : Notification.permission;
}
