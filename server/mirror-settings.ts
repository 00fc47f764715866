import { z } from "zod";
import { WrongStart } from "./wrong-start";

/** A bucket of an S3-compatible store that gets every copy. */
export type MirrorSettings = {
  bucket: string;
  /** Scheme and host of the store, without the bucket. */
  endpoint: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  /** What stands before each key, with a slash at its end; or nothing. */
  prefix: string;
  /** Whether the bucket stands in the path, and not in the host's name. */
  pathStyle: boolean;
};

const wrong = {
  MIRROR_S3_BUCKET:
    "MIRROR_S3_BUCKET must be the name of a bucket: 3 to 63 lower-case letters, digits, dots and hyphens.",
  MIRROR_S3_ENDPOINT:
    "MIRROR_S3_ENDPOINT must be the address of the store, such as https://s3.eu-central-1.amazonaws.com.",
  MIRROR_S3_REGION: "MIRROR_S3_REGION must be the name of a region, such as eu-central-1, or auto.",
  MIRROR_S3_PREFIX:
    "MIRROR_S3_PREFIX must be a folder within the bucket, such as status, of letters, digits, dots and hyphens.",
  MIRROR_S3_PATH_STYLE: "MIRROR_S3_PATH_STYLE must be true or false.",
};

const needed = [
  "MIRROR_S3_BUCKET",
  "MIRROR_S3_ENDPOINT",
  "MIRROR_S3_REGION",
  "MIRROR_S3_ACCESS_KEY_ID",
  "MIRROR_S3_SECRET_ACCESS_KEY",
] as const;

const schema = z.object({
  MIRROR_S3_BUCKET: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, wrong.MIRROR_S3_BUCKET),
  MIRROR_S3_ENDPOINT: z.url({ protocol: /^https?$/, error: wrong.MIRROR_S3_ENDPOINT }),
  MIRROR_S3_REGION: z.string().regex(/^[a-z0-9-]+$/i, wrong.MIRROR_S3_REGION),
  MIRROR_S3_ACCESS_KEY_ID: z.string(),
  MIRROR_S3_SECRET_ACCESS_KEY: z.string(),
  MIRROR_S3_PREFIX: z
    .string()
    .transform((text) => text.replace(/^\/+|\/+$/g, ""))
    .refine((text) => text === "" || text.split("/").every(isFolder), wrong.MIRROR_S3_PREFIX)
    .optional(),
  MIRROR_S3_PATH_STYLE: z.enum(["true", "false"], wrong.MIRROR_S3_PATH_STYLE).default("true"),
});

/** The bucket that `given` names, null without any; throws `WrongStart` when half of it is missing, or wrong. */
export function mirrorIn(given: Record<string, string | undefined>): MirrorSettings | null {
  const set = Object.keys(given).filter((name) => name.startsWith("MIRROR_S3_"));
  if (set.length === 0) return null;
  const missing = needed.filter((name) => given[name] === undefined);
  if (missing.length > 0) {
    throw new WrongStart(`${set[0]} is set, so ${missing.join(", ")} must be set too: the bucket needs all of them.`);
  }
  const parsed = schema.safeParse(given);
  if (!parsed.success) throw new WrongStart([...new Set(parsed.error.issues.map((each) => each.message))].join("\n"));
  const read = parsed.data;
  return {
    bucket: read.MIRROR_S3_BUCKET,
    endpoint: read.MIRROR_S3_ENDPOINT,
    region: read.MIRROR_S3_REGION,
    accessKeyId: read.MIRROR_S3_ACCESS_KEY_ID,
    secretAccessKey: read.MIRROR_S3_SECRET_ACCESS_KEY,
    prefix: read.MIRROR_S3_PREFIX ? `${read.MIRROR_S3_PREFIX}/` : "",
    pathStyle: read.MIRROR_S3_PATH_STYLE === "true",
  };
}

function isFolder(name: string): boolean {
  return /^[\w.-]+$/.test(name) && !/^\.+$/.test(name);
}
