import { resolve } from "node:path";
import ipaddr from "ipaddr.js";
import { z } from "zod";
import type { Settings as MaintenanceSettings } from "@/domain/facts";
import { isTimeZone } from "@/domain/zone";
import { keptSecret } from "./data-folder";
import { type MirrorSettings, mirrorIn } from "./mirror-settings";
import { embeddedUrl } from "./postgres-paths";
import { remember } from "./remember";
import { WrongStart } from "./wrong-start";

export type Settings = {
  port: number;
  host: string;
  /** Scheme, host and port, without a slash at the end. */
  siteUrl: string;
  pageName: string;
  /** IANA zone. */
  pageTimeZone: string;
  /** Addresses or CIDR ranges whose forwarded headers are believed. */
  trustedProxies: string[];
  /** Absolute. */
  dataDir: string;
  /** Of the database in use, the embedded one or another. */
  databaseUrl: string;
  /** Whether Candor runs its own PostgreSQL. */
  embedded: boolean;
  /** The key that seals sessions and codes. */
  authSecret: string;
  owner: { email: string; password: string } | null;
  apiToken: string | null;
  /** What the environment says of announcing work; the page's own settings hold for the rest. */
  maintenance: Partial<MaintenanceSettings>;
  /** Who may read `/metrics`; null where nobody may. */
  metricsToken: string | null;
  /** How long an ending process goes on taking requests, so that proxies learn of it first. */
  drainSeconds: number;
  /** How many open pages one process tells of changes at once; the others ask. */
  liveConnections: number;
  /** How many requests to the API a token may make in ten seconds. */
  apiRequests: number;
  /** Where an alert goes when visitors see holding pages that nothing posted explains. */
  alertWebhookUrl: string | null;
  /** Where copies of the pages are kept besides; null for nowhere. */
  mirror: MirrorSettings | null;
};

const wrong = {
  PORT: "PORT must be a whole number from 1 to 65535.",
  SITE_URL: "SITE_URL must be the page's own address, such as https://status.example.com, without a path.",
  PAGE_NAME: "PAGE_NAME must have at most 100 characters.",
  PAGE_TIME_ZONE: "PAGE_TIME_ZONE must be the name of a time zone, such as Europe/Berlin.",
  TRUSTED_PROXIES: "TRUSTED_PROXIES must be addresses or ranges, such as 10.0.0.0/8, with commas between them.",
  DATABASE_URL:
    "DATABASE_URL must be the address of a PostgreSQL database, such as postgresql://user:password@host/name.",
  AUTH_SECRET: "AUTH_SECRET must have at least 32 characters.",
  OWNER_EMAIL: "OWNER_EMAIL must be an e-mail address.",
  OWNER_PASSWORD: "OWNER_PASSWORD must have at least 12 characters.",
  API_TOKEN: "API_TOKEN must have at least 20 characters.",
  MAINTENANCE_NOTICE_MINUTES: "MAINTENANCE_NOTICE_MINUTES must be a whole number from 15 to 525600.",
  MAINTENANCE_SHORT_NOTICE_MINUTES: "MAINTENANCE_SHORT_NOTICE_MINUTES must be a whole number from 15 to 525600.",
  MAINTENANCE_GRACE_MINUTES: "MAINTENANCE_GRACE_MINUTES must be a whole number from 0 to 1440.",
  METRICS_TOKEN: "METRICS_TOKEN must have at least 20 characters.",
  DRAIN_SECONDS: "DRAIN_SECONDS must be a number from 0 to 300.",
  LIVE_CONNECTIONS: "LIVE_CONNECTIONS must be a whole number from 0 to 1000000.",
  API_REQUESTS_PER_SECOND: "API_REQUESTS_PER_SECOND must be a number from 0.1 to 1000.",
  ALERT_WEBHOOK_URL: "ALERT_WEBHOOK_URL must be an address that begins with https:// or http://.",
};

function minutes(least: number, most: number, error: string) {
  return z.coerce.number(error).int(error).min(least, error).max(most, error).optional();
}

const schema = z.object({
  PORT: z.coerce.number(wrong.PORT).int(wrong.PORT).min(1, wrong.PORT).max(65535, wrong.PORT).default(3000),
  HOST: z.string().default("127.0.0.1"),
  SITE_URL: z.string().refine(isOrigin, wrong.SITE_URL).optional(),
  PAGE_NAME: z.string().max(100, wrong.PAGE_NAME).default("Status"),
  PAGE_TIME_ZONE: z.string().refine(isTimeZone, wrong.PAGE_TIME_ZONE).default("UTC"),
  TRUSTED_PROXIES: z
    .string()
    .default("")
    .transform((list) => list.split(/[\s,]+/).filter(Boolean))
    .refine((list) => list.every(isAddressOrRange), wrong.TRUSTED_PROXIES),
  DATA_DIR: z.string().default("./data"),
  DATABASE_URL: z.string().refine(isPostgresUrl, wrong.DATABASE_URL).optional(),
  AUTH_SECRET: z.string().min(32, wrong.AUTH_SECRET).optional(),
  OWNER_EMAIL: z.email(wrong.OWNER_EMAIL).optional(),
  OWNER_PASSWORD: z.string().min(12, wrong.OWNER_PASSWORD).optional(),
  API_TOKEN: z.string().min(20, wrong.API_TOKEN).optional(),
  MAINTENANCE_NOTICE_MINUTES: minutes(15, 525_600, wrong.MAINTENANCE_NOTICE_MINUTES),
  MAINTENANCE_SHORT_NOTICE_MINUTES: minutes(15, 525_600, wrong.MAINTENANCE_SHORT_NOTICE_MINUTES),
  MAINTENANCE_GRACE_MINUTES: minutes(0, 1440, wrong.MAINTENANCE_GRACE_MINUTES),
  METRICS_TOKEN: z.string().min(20, wrong.METRICS_TOKEN).optional(),
  DRAIN_SECONDS: z.coerce
    .number(wrong.DRAIN_SECONDS)
    .min(0, wrong.DRAIN_SECONDS)
    .max(300, wrong.DRAIN_SECONDS)
    .default(0),
  LIVE_CONNECTIONS: z.coerce
    .number(wrong.LIVE_CONNECTIONS)
    .int(wrong.LIVE_CONNECTIONS)
    .min(0, wrong.LIVE_CONNECTIONS)
    .max(1_000_000, wrong.LIVE_CONNECTIONS)
    .default(20_000),
  API_REQUESTS_PER_SECOND: z.coerce
    .number(wrong.API_REQUESTS_PER_SECOND)
    .min(0.1, wrong.API_REQUESTS_PER_SECOND)
    .max(1000, wrong.API_REQUESTS_PER_SECOND)
    .default(10),
  ALERT_WEBHOOK_URL: z.url({ protocol: /^https?$/, error: wrong.ALERT_WEBHOOK_URL }).optional(),
});

/** The settings in `env`, where an empty text counts as absent; throws `WrongStart`. */
export function parseSettings(env: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ""),
  );
  const parsed = schema.safeParse(given);
  if (!parsed.success) throw new WrongStart([...new Set(parsed.error.issues.map((each) => each.message))].join("\n"));
  const read = parsed.data;
  if ((read.OWNER_EMAIL === undefined) !== (read.OWNER_PASSWORD === undefined)) {
    throw new WrongStart("OWNER_EMAIL and OWNER_PASSWORD must be set together.");
  }
  if (read.DATABASE_URL && !read.AUTH_SECRET) {
    throw new WrongStart("AUTH_SECRET must be set when DATABASE_URL is, so that every machine has the same one.");
  }
  const maintenance = maintenanceIn(read);
  const { noticeMinutes = Number.POSITIVE_INFINITY, shortNoticeMinutes = 0 } = maintenance;
  if (shortNoticeMinutes > noticeMinutes) {
    throw new WrongStart("MAINTENANCE_SHORT_NOTICE_MINUTES can't be more than MAINTENANCE_NOTICE_MINUTES.");
  }
  const dataDir = resolve(read.DATA_DIR);
  return {
    port: read.PORT,
    host: read.HOST,
    siteUrl: new URL(read.SITE_URL ?? `http://localhost:${read.PORT}`).origin,
    pageName: read.PAGE_NAME,
    pageTimeZone: read.PAGE_TIME_ZONE,
    trustedProxies: read.TRUSTED_PROXIES,
    dataDir,
    databaseUrl: read.DATABASE_URL ?? embeddedUrl(dataDir),
    embedded: read.DATABASE_URL === undefined,
    authSecret: read.AUTH_SECRET ?? "",
    owner: read.OWNER_EMAIL && read.OWNER_PASSWORD ? { email: read.OWNER_EMAIL, password: read.OWNER_PASSWORD } : null,
    apiToken: read.API_TOKEN ?? null,
    maintenance,
    metricsToken: read.METRICS_TOKEN ?? null,
    drainSeconds: read.DRAIN_SECONDS,
    liveConnections: read.LIVE_CONNECTIONS,
    apiRequests: Math.round(read.API_REQUESTS_PER_SECOND * 10),
    alertWebhookUrl: read.ALERT_WEBHOOK_URL ?? null,
    mirror: mirrorIn(given),
  };
}

function maintenanceIn(read: z.output<typeof schema>): Partial<MaintenanceSettings> {
  const noticeMinutes = read.MAINTENANCE_NOTICE_MINUTES;
  const shortNoticeMinutes = read.MAINTENANCE_SHORT_NOTICE_MINUTES;
  const graceMinutes = read.MAINTENANCE_GRACE_MINUTES;
  return {
    ...(noticeMinutes === undefined ? {} : { noticeMinutes }),
    ...(shortNoticeMinutes === undefined ? {} : { shortNoticeMinutes }),
    ...(graceMinutes === undefined ? {} : { graceMinutes }),
  };
}

/** This process's settings, read once; makes and keeps a secret in `DATA_DIR` when none is set. */
export function settings(): Settings {
  return remember("settings", () => {
    const read = parseSettings(process.env);
    return read.authSecret ? read : { ...read, authSecret: keptSecret(read.dataDir) };
  });
}

function isOrigin(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.pathname === "/" && !url.search && !url.hash;
}

function isPostgresUrl(text: string): boolean {
  return /^postgres(ql)?:$/.test(URL.parse(text)?.protocol ?? "");
}

function isAddressOrRange(text: string): boolean {
  return ipaddr.isValid(text) || ipaddr.isValidCIDR(text);
}
