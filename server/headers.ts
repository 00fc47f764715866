import { createHash } from "node:crypto";

/** Which part of the site a path belongs to, as far as its security headers go. */
export type Surface = "public" | "printed" | "copy" | "staff" | "embed" | "api" | "asset" | "holding";

type Circumstances = {
  nonce: string;
  secure: boolean;
  dev: boolean;
  /** SHA-256, in base64, of the one style sheet that a printed page brings with it; null where it says so itself. */
  styleHash?: string | null;
};

const surfaces: [RegExp, Surface][] = [
  [/^\/_next\//, "asset"],
  [/^\/(api|v1)\//, "api"],
  [/^\/embed\/frame\/?$/, "embed"],
  [/^\/staff(\/|$)/, "staff"],
  [/^\/holding(\/|$)/, "holding"],
];

const framing: Record<Exclude<Surface, "holding" | "copy">, string> = {
  public: "'self'",
  printed: "'self'",
  staff: "'none'",
  embed: "*",
  api: "'none'",
  asset: "'none'",
};

export function surfaceOf(path: string): Surface {
  return surfaces.find(([pattern]) => pattern.test(path))?.[1] ?? "public";
}

/** How a policy names the one style sheet that a page brings with it. */
export function styleHashOf(style: string): string {
  return createHash("sha256").update(style).digest("base64");
}

/** The one table of security headers; the policy's nonce is what Next puts on its scripts and styles. */
export function securityHeaders(surface: Surface, circumstances: Circumstances): Record<string, string> {
  if (surface === "holding") return holdingHeaders(circumstances);
  if (surface === "copy") return copyHeaders(circumstances);
  return {
    "Content-Security-Policy": policy(surface, circumstances),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": surface === "staff" ? "same-origin" : "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    ...(circumstances.secure ? { "Strict-Transport-Security": "max-age=31536000" } : {}),
    ...(surface === "staff" ? { "X-Robots-Tag": "noindex" } : {}),
  };
}

/** For what programs read: pages of any site may ask for it, and nothing in it runs. */
export function programHeaders(secure: boolean): Record<string, string> {
  return { ...securityHeaders("api", { nonce: "", secure, dev: false }), "Access-Control-Allow-Origin": "*" };
}

/** Sent under the product's own name: nothing that would hold for the product once it answers again. */
function holdingHeaders({ styleHash = "" }: Circumstances): Record<string, string> {
  const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; img-src data:; base-uri 'none'; form-action 'none'`;
  return { "Content-Security-Policy": policy, "X-Content-Type-Options": "nosniff" };
}

/** A copy brings its policy within it, for whoever serves the file. */
function copyHeaders({ styleHash }: Circumstances): Record<string, string> {
  return {
    "X-Content-Type-Options": "nosniff",
    ...(styleHash ? { "Content-Security-Policy": printedPolicy(styleHash).join("; ") } : {}),
  };
}

/** Bytes that are the same for everybody can carry no nonce: the hash of the style sheet, and our own script. */
function printedPolicy(styleHash: string): string[] {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'sha256-${styleHash}'`,
    "connect-src 'self'",
    "img-src 'self' data:",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
  ];
}

function policy(surface: Exclude<Surface, "holding" | "copy">, { nonce, dev, styleHash = "" }: Circumstances): string {
  const frames = `frame-ancestors ${framing[surface]}`;
  if (surface === "printed" || surface === "embed") return [...printedPolicy(styleHash ?? ""), frames].join("; ");
  if (surface === "api" || surface === "asset") return `default-src 'none'; ${frames}`;
  return [
    "default-src 'none'",
    // React's development build evaluates text, and Next's reloads by a web socket.
    `script-src 'self' 'nonce-${nonce}'${dev ? " 'unsafe-eval'" : ""}`,
    `style-src 'self' ${dev ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    `connect-src 'self'${dev ? " ws:" : ""}`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "manifest-src 'self'",
    ...(surface === "staff" ? ["frame-src 'self'"] : []),
    "form-action 'self'",
    "base-uri 'none'",
    frames,
  ].join("; ");
}
