import { expect, test } from "vitest";
import { parseSettings } from "@/server/settings";
import { WrongStart } from "@/server/wrong-start";

const all = {
  MIRROR_S3_BUCKET: "status-mirror",
  MIRROR_S3_ENDPOINT: "https://s3.eu-central-1.amazonaws.com",
  MIRROR_S3_REGION: "eu-central-1",
  MIRROR_S3_ACCESS_KEY_ID: "AKIA",
  MIRROR_S3_SECRET_ACCESS_KEY: "very secret",
};

test("without any of its settings there is no bucket", () => {
  expect(parseSettings({ MIRROR_S3_BUCKET: " " }).mirror).toBeNull();
});

test("a bucket is named in the path, and its files stand at its top, unless told otherwise", () => {
  expect(parseSettings(all).mirror).toEqual({
    bucket: "status-mirror",
    endpoint: "https://s3.eu-central-1.amazonaws.com",
    region: "eu-central-1",
    accessKeyId: "AKIA",
    secretAccessKey: "very secret",
    prefix: "",
    pathStyle: true,
  });
  const other = parseSettings({ ...all, MIRROR_S3_PREFIX: "/pages/status/", MIRROR_S3_PATH_STYLE: "false" }).mirror;
  expect(other).toMatchObject({ prefix: "pages/status/", pathStyle: false });
  expect(parseSettings({ ...all, MIRROR_S3_PREFIX: "/" }).mirror?.prefix).toBe("");
});

test.each(Object.keys(all))("without %s the start says what is missing, and no secret", (name) => {
  const { [name as keyof typeof all]: _, ...half } = all;
  let said = "";
  try {
    parseSettings(half);
  } catch (error) {
    expect(error).toBeInstanceOf(WrongStart);
    said = (error as Error).message;
  }
  expect(said).toMatch(new RegExp(`^MIRROR_S3_\\w+ is set, so ${name} must be set too`));
  expect(said).not.toMatch(/very secret|AKIA/);
});

test.each([
  [{ MIRROR_S3_BUCKET: "Status Mirror" }, "MIRROR_S3_BUCKET must be the name of a bucket"],
  [{ MIRROR_S3_ENDPOINT: "s3.example.com" }, "MIRROR_S3_ENDPOINT must be the address of the store"],
  [{ MIRROR_S3_REGION: "eu central" }, "MIRROR_S3_REGION must be the name of a region"],
  [{ MIRROR_S3_PREFIX: "a/../b" }, "MIRROR_S3_PREFIX must be a folder within the bucket"],
  [{ MIRROR_S3_PATH_STYLE: "yes" }, "MIRROR_S3_PATH_STYLE must be true or false."],
])("%o stops the start", (env, sentence) => {
  expect(() => parseSettings({ ...all, ...env })).toThrow(sentence);
});
