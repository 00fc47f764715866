import { log } from "./log";

const timeoutMs = 5_000;
const tries = 2;

/** Posts `message` as JSON, twice at most; resolves with whether it was taken. Never rejects. */
export async function sendAlert(url: string, message: object): Promise<boolean> {
  const failures: string[] = [];
  while (failures.length < tries) {
    const failure = await post(url, message);
    if (failure === null) return true;
    failures.push(failure);
  }
  // The address may hold a secret, so it is not told.
  log().warn({ failures }, "The alert could not be delivered to ALERT_WEBHOOK_URL");
  return false;
}

async function post(url: string, message: object): Promise<string | null> {
  try {
    const answer = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", "user-agent": "Candor" },
      body: JSON.stringify(message),
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
    });
    await answer.body?.cancel();
    return answer.ok ? null : `status ${answer.status}`;
  } catch (err) {
    const { name = "Error", cause } = err as Error & { cause?: { code?: unknown } };
    return [name, cause?.code].filter(Boolean).join(" ");
  }
}
