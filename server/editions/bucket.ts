import type { S3ClientConfig } from "@aws-sdk/client-s3";
import type { MirrorSettings } from "../mirror-settings";

/** How a file is sent to whoever asks the bucket for it; `md5` in hexadecimal digits. */
export type Head = { type: string; caching: string; md5: string };

/** A bucket of an S3-compatible store, by the names that copies have on disk. Each call rejects after some seconds. */
export type Bucket = {
  put: (name: string, bytes: Buffer, head: Head) => Promise<void>;
  remove: (name: string) => Promise<void>;
  /** The MD5 of each file in hexadecimal digits, where the store tells it: some have another ETag. */
  list: () => Promise<Map<string, string>>;
  close: () => void;
};

const patienceMs = 10_000;
const connectMs = 3_000;

/** Asks for nothing yet: whether the bucket is there shows with the first call. */
export async function openBucket(settings: MirrorSettings): Promise<Bucket> {
  // Loaded only where there is a bucket: it is large.
  const { S3Client, PutObjectCommand, DeleteObjectCommand, ListObjectsV2Command } = await import("@aws-sdk/client-s3");
  const { bucket: Bucket, prefix } = settings;
  const client = new S3Client(configurationOf(settings));
  const ending = new AbortController();
  const limits = () => ({ abortSignal: AbortSignal.any([ending.signal, AbortSignal.timeout(patienceMs)]) });
  const at = (name: string) => ({ Bucket, Key: prefix + name });
  const listFrom = (token: string | undefined) =>
    client.send(new ListObjectsV2Command({ Bucket, Prefix: prefix, ContinuationToken: token }), limits());
  return {
    put: async (name, Body, { type, caching, md5 }) => {
      const head = { ContentType: type, CacheControl: caching, ContentMD5: Buffer.from(md5, "hex").toString("base64") };
      await client.send(new PutObjectCommand({ ...at(name), ...head, Body }), limits());
    },
    remove: async (name) => {
      await client.send(new DeleteObjectCommand(at(name)), limits());
    },
    list: async () => {
      const found = new Map<string, string>();
      let token: string | undefined;
      do {
        const { Contents = [], NextContinuationToken } = await listFrom(token);
        for (const { Key = "", ETag = "" } of Contents) found.set(Key.slice(prefix.length), ETag.replaceAll('"', ""));
        token = NextContinuationToken;
      } while (token);
      return found;
    },
    close: () => {
      ending.abort();
      client.destroy();
    },
  };
}

/** One try at a time, since what is sent again should be the newest; no checksums that only Amazon's own store knows. */
function configurationOf(settings: MirrorSettings): S3ClientConfig {
  const { endpoint, region, accessKeyId, secretAccessKey, pathStyle } = settings;
  return {
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
    forcePathStyle: pathStyle,
    maxAttempts: 1,
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    requestHandler: { connectionTimeout: connectMs },
  };
}
