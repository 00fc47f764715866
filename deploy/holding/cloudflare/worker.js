// Candor's holding page on Cloudflare: a Worker on the product's own route. CANDOR_HOLDING is the address of the holding
// page (https://status.example.com/holding/COMPONENT); CANDOR_TIMEOUT_MS (2000) is optional.

/** What Cloudflare or a proxy says when the product is not there; everything else is the product's own answer. */
const gone = new Set([502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 527, 530]);
const modes = new Set(["outage", "maintenance", "unknown"]);
const accepts = { html: "text/html", json: "application/problem+json" };

export default {
  async fetch(request, env, context) {
    // A fault in here lets visitors through to the product.
    context.passThroughOnException?.();
    const answer = await fetch(request).catch(() => null);
    if (answer && !gone.has(answer.status)) return answer;
    answer?.body?.cancel().catch(() => undefined);
    return holding(request, env, context);
  },
};

async function holding(request, env, context) {
  const form = /text\/html|application\/xhtml\+xml/i.test(request.headers.get("accept") ?? "") ? "html" : "json";
  const key = new Request(`https://candor-holding.invalid/${form}?${encodeURIComponent(env.CANDOR_HOLDING)}`);
  const kept = await look(key);
  if (kept && kept.age <= kept.maxAge) return shown(kept, request);
  const fresh = await ask(request, env, form);
  if (fresh) {
    context.waitUntil(keep(key, fresh));
    return shown(fresh, request);
  }
  return shown(kept && kept.age <= kept.maxAge + kept.staleIfError ? kept : neutral[form], request);
}

/** Candor's holding page; null when it is not there, or answers with anything else. */
async function ask(request, env, form) {
  // Of the visitor Candor learns the address and the kind of browser, by which it counts people, and nothing else.
  const headers = { accept: accepts[form], "user-agent": request.headers.get("user-agent") ?? "" };
  const address = request.headers.get("cf-connecting-ip");
  if (address) headers["x-forwarded-for"] = address;
  const signal = AbortSignal.timeout(Number(env.CANDOR_TIMEOUT_MS ?? 2_000));
  try {
    const answer = await fetch(env.CANDOR_HOLDING, { headers, redirect: "manual", signal });
    const header = (name) => answer.headers.get(name) ?? "";
    const isIt = answer.status === 503 && modes.has(header("x-status-mode"));
    if (!isIt || !header("content-type").startsWith(accepts[form])) {
      answer.body?.cancel().catch(() => undefined);
      return null;
    }
    const seconds = (name) => Number(new RegExp(`(?:^|[\\s,])${name}=(\\d+)`).exec(header("cache-control"))?.[1] ?? 0);
    return {
      age: 0,
      maxAge: seconds("max-age"),
      staleIfError: seconds("stale-if-error"),
      type: header("content-type"),
      mode: header("x-status-mode"),
      retryAfter: header("retry-after"),
      policy: header("content-security-policy"),
      body: await answer.text(),
    };
  } catch {
    return null;
  }
}

/** Cloudflare's cache keeps no 503 of its own accord, so it is given a 200 that carries the page and the moment. */
async function keep(key, page) {
  const life = page.maxAge + page.staleIfError;
  if (life === 0) return;
  const headers = { "content-type": "application/json", "cache-control": `public, max-age=${life}` };
  await caches.default.put(key, new Response(JSON.stringify({ ...page, at: Date.now() }), { headers }));
}

async function look(key) {
  try {
    const found = await caches.default.match(key);
    if (!found) return null;
    const page = await found.json();
    return { ...page, age: (Date.now() - page.at) / 1_000 };
  } catch {
    return null;
  }
}

function shown({ type, mode, retryAfter, policy, body }, request) {
  const headers = new Headers({ "content-type": type, "x-status-mode": mode, "retry-after": retryAfter || "60" });
  headers.set("cache-control", "no-store");
  headers.set("vary", "Accept");
  if (policy) headers.set("content-security-policy", policy);
  return new Response(request.method === "HEAD" ? null : body, { status: 503, headers });
}

/** The same as neutral.html and neutral.json, which stand beside this folder. */
const neutral = {
  html: {
    type: "text/html; charset=utf-8",
    mode: "unknown",
    retryAfter: "60",
    body: `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <meta name="color-scheme" content="light dark">
    <meta http-equiv="refresh" content="30">
    <title>This can’t be reached right now</title>
    <style>
      body {
        box-sizing: border-box;
        max-width: 44rem;
        margin: 0 auto;
        padding: 15vh 1.5rem 3rem;
        background: #fbfaf8;
        color: #24211d;
        font: 1rem/1.625 system-ui, sans-serif;
      }
      h1 {
        margin: 0 0 1rem;
        padding-top: 1.5rem;
        border-top: 0.25rem solid #77726a;
        font-size: 2rem;
        line-height: 1.25;
        text-wrap: balance;
      }
      p {
        margin: 0 0 0.75rem;
        font-size: 1.125rem;
      }
      @media (prefers-color-scheme: dark) {
        body {
          background: #181715;
          color: #eeebe5;
        }
        h1 {
          border-color: #9b958b;
        }
      }
    </style>
  </head>
  <body>
    <main>
      <h1>This can’t be reached right now</h1>
      <p>More than that is not known here.</p>
      <p>This page tries again by itself every 30 seconds.</p>
    </main>
  </body>
</html>
`,
  },
  json: {
    type: "application/problem+json",
    mode: "unknown",
    retryAfter: "60",
    body: `{
  "type": "about:blank",
  "title": "This can’t be reached right now",
  "status": 503,
  "detail": "More than that is not known here.",
  "mode": "unknown",
  "retryAfter": 60
}
`,
  },
};
