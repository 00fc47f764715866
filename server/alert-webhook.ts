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

/** A name and a password in the address are sent as RFC 7617 has it: an address may not carry them itself. */
function addressed(given: string): { url: URL; headers: Record<string, string> } {
  const url = new URL(given);
  const headers = { "content-type": "application/json", "user-agent": "Candor" };
  if (url.username === "" && url.password === "") return { url, headers };
  const secret = [url.username, url.password].map(decodeURIComponent).join(":");
  url.username = "";
  url.password = "";
  return { url, headers: { ...headers, authorization: `Basic ${Buffer.from(secret).toString("base64")}` } };
}

async function post(given: string, message: object): Promise<string | null> {
  try {
    const { url, headers } = addressed(given);
    const answer = await fetch(url, {
      method: "POST",
      headers,
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
