import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

type Setup = { folder?: string; seconds?: number; setup?: string; order?: number; retry?: number };

/** One kind of tests; those with an order of their own run after the others and one file at a time. */
function kind(name: string, { folder = name, seconds = 10, setup, order = 0, retry = 0 }: Setup = {}) {
  return {
    extends: true as const,
    test: {
      name,
      include: folder.endsWith(".ts") ? [folder] : [`tests/${folder}/**/*.test.ts`],
      globalSetup: setup ? [setup] : [],
      testTimeout: seconds * 1000,
      hookTimeout: Math.max(2 * seconds, 120) * 1000,
      retry,
      sequence: { groupOrder: order },
      ...(order > 0 ? { fileParallelism: false } : {}),
    },
  };
}

const postgres = "tests/support/postgres-setup.ts";

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "") } },
  test: {
    pool: "forks",
    maxWorkers: 2,
    projects: [
      kind("domain", { seconds: 180 }),
      kind("components"),
      kind("server", { seconds: 20, setup: postgres }),
      ...(process.env.TEST_DATABASE_URL
        ? [kind("server-external", { folder: "server", seconds: 20, setup: postgres })]
        : []),
      kind("app", { seconds: 60, setup: postgres, order: 1 }),
      // Real browsers and processes on a busy machine; the end of the run names each that needed the second try.
      kind("e2e", { seconds: 120, order: 2, retry: 1 }),
      kind("runtime", { seconds: 120, setup: postgres, order: 3, retry: 1 }),
      kind("architecture", { folder: "tests/architecture.test.ts" }),
    ],
  },
});
