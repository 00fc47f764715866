import { join } from "node:path";
import { GetObjectCommand, HeadObjectCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { eventually, freePort, newDataDir } from "./candor";
import { runProgram } from "./proxied";

export const bucketName = "status-mirror";
export const storeKeys = { accessKeyId: "S3RVER", secretAccessKey: "S3RVER" };

type Object = { text: string; type: string | undefined; caching: string | undefined };

/** A real S3 store in a process of its own, which can be killed, held and started again. */
export class S3Store {
  readonly port: number;
  readonly endpoint: string;
  readonly #folder = newDataDir("s3");
  #running: Awaited<ReturnType<typeof runProgram>> | null = null;
  readonly #client: S3Client;

  constructor(port: number) {
    this.port = port;
    this.endpoint = `http://127.0.0.1:${port}`;
    const { endpoint } = this;
    this.#client = new S3Client({ endpoint, region: "us-east-1", credentials: storeKeys, forcePathStyle: true });
  }

  /** What Candor is told of it. */
  env(changes: Record<string, string> = {}): Record<string, string> {
    return {
      MIRROR_S3_BUCKET: bucketName,
      MIRROR_S3_ENDPOINT: this.endpoint,
      MIRROR_S3_REGION: "us-east-1",
      MIRROR_S3_ACCESS_KEY_ID: storeKeys.accessKeyId,
      MIRROR_S3_SECRET_ACCESS_KEY: storeKeys.secretAccessKey,
      ...changes,
    };
  }

  async start({ bucket = bucketName, slowMs = 0 } = {}): Promise<void> {
    const args = ["tests/support/s3-server.ts", String(this.port), this.#folder, bucket, String(slowMs)];
    const program = await runProgram("node_modules/.bin/node", args);
    this.#running = program;
    await eventually(program.output, (text) => text.includes("serves")).catch((error) => {
      throw new Error(`${error}\n${program.output()}`);
    });
  }

  async kill(): Promise<void> {
    await this.#running?.end("SIGKILL");
  }

  /** It takes connections, and answers nothing until it may. */
  hold(): void {
    this.#running?.child.kill("SIGSTOP");
  }

  release(): void {
    this.#running?.child.kill("SIGCONT");
  }

  /** What it was asked since it was started, in order: "200 PUT /bucket/key". */
  asked(): string[] {
    return (this.#running?.output() ?? "").split("\n").filter((line) => /^\d+ /.test(line));
  }

  /** The keys that were put, in order. */
  put(): string[] {
    return this.asked().flatMap((line) => new RegExp(`^200 PUT /${bucketName}/(.+)`).exec(line)?.[1] ?? []);
  }

  async keys(): Promise<string[]> {
    const { Contents = [] } = await this.#client.send(new ListObjectsV2Command({ Bucket: bucketName }));
    return Contents.map(({ Key = "" }) => Key).sort();
  }

  async read(key: string): Promise<Object> {
    const { Body, ContentType, CacheControl } = await this.#client.send(
      new GetObjectCommand({ Bucket: bucketName, Key: key }),
    );
    return { text: (await Body?.transformToString()) ?? "", type: ContentType, caching: CacheControl };
  }

  async md5(key: string): Promise<string> {
    const { ETag = "" } = await this.#client.send(new HeadObjectCommand({ Bucket: bucketName, Key: key }));
    return ETag.replaceAll('"', "");
  }

  /** All that lies in it, as text, to be searched. */
  async everything(): Promise<string> {
    const texts = await Promise.all((await this.keys()).map(async (key) => (await this.read(key)).text));
    return texts.join("\n");
  }
}

export async function newStore(): Promise<S3Store> {
  return new S3Store(await freePort());
}

export const fileIn = (dataDir: string, name: string) => join(dataDir, "editions", name);
