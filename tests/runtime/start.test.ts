import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { borrowPostgres } from "@/server/postgres";
import { embeddedUrl } from "@/server/postgres-paths";
import { freePort, launchCandor, newDataDir, startCandor } from "../support/candor";

const secret = "a secret for tests, of no use elsewhere";

/** The sentence that a start ends with, and its exit code. */
async function refusal(env: Record<string, string>, dataDir = newDataDir()): Promise<[number | null, string]> {
  const candor = await launchCandor({ env, dataDir });
  return [await candor.ended, candor.output().trim()];
}

describe("a start that can't be, ends with 78 and one sentence that names the setting", () => {
  test.each([
    [{ PORT: "eighty" }, "PORT must be a whole number from 1 to 65535."],
    [{ SITE_URL: "status.example.com" }, "SITE_URL must be the page's own address"],
    [{ PAGE_TIME_ZONE: "Europe/Atlantis" }, "PAGE_TIME_ZONE must be the name of a time zone"],
    [{ TRUSTED_PROXIES: "10.0.0.0/8, proxy" }, "TRUSTED_PROXIES must be addresses or ranges"],
    [
      { DATABASE_URL: "mysql://localhost/candor", AUTH_SECRET: secret },
      "DATABASE_URL must be the address of a PostgreSQL",
    ],
    [{ DATABASE_URL: "postgresql://localhost/candor" }, "AUTH_SECRET must be set when DATABASE_URL is"],
    [{ AUTH_SECRET: "short" }, "AUTH_SECRET must have at least 32 characters."],
    [{ OWNER_EMAIL: "ada", OWNER_PASSWORD: "long enough for it" }, "OWNER_EMAIL must be an e-mail address."],
    [{ OWNER_EMAIL: "ada@example.com" }, "OWNER_EMAIL and OWNER_PASSWORD must be set together."],
    [{ API_TOKEN: "short" }, "API_TOKEN must have at least 20 characters."],
    [{ HOST: "192.0.2.1" }, "HOST 192.0.2.1 is not an address of this machine."],
  ])("%o", async (env, sentence) => {
    const [code, said] = await refusal(env as Record<string, string>);
    expect(said).toMatch(new RegExp(`^${sentence.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}.*$`));
    expect(code).toBe(78);
  });

  test("a taken port", async () => {
    const port = await freePort();
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(port, "127.0.0.1", resolve));
    const [code, said] = await refusal({ PORT: String(port) });
    other.close();
    expect(said).toBe(`PORT ${port} is taken on 127.0.0.1: stop what uses it, or set another PORT.`);
    expect(code).toBe(78);
  });

  test("a DATA_DIR that can't be made, with the line that mends it", async () => {
    const file = join(newDataDir(), "file");
    writeFileSync(file, "");
    const [code, said] = await refusal({}, join(file, "data"));
    expect(said).toMatch(/^DATA_DIR \S+ can't be written \(ENOTDIR\); mend it with: sudo mkdir -p .*$/);
    expect(code).toBe(78);
  });

  test("a database of another PostgreSQL", async () => {
    const dataDir = newDataDir();
    mkdirSync(join(dataDir, "postgres"));
    writeFileSync(join(dataDir, "postgres", "PG_VERSION"), "17\n");
    const [code, said] = await refusal({}, dataDir);
    expect(said).toContain("was made by PostgreSQL 17");
    expect(code).toBe(78);
  });
});

describe("DATA_DIR", () => {
  test("belongs to one Candor at a time, and a killed one doesn't block the next", async () => {
    const dataDir = newDataDir();
    const first = await startCandor({ dataDir });
    const [code, said] = await refusal({}, dataDir);
    expect(said).toMatch(/^DATA_DIR \S+ is in use by another Candor \(process \d+\)/);
    expect(code).toBe(78);
    await first.kill();
    const second = await startCandor({ dataDir });
    expect(await second.stop()).toBe(0);
  });

  test("keeps the secret that sessions are sealed with, for this user only", async () => {
    const candor = await startCandor();
    const file = join(candor.dataDir, "auth-secret");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const kept = readFileSync(file, "utf8");
    await candor.stop();
    const again = await startCandor({ dataDir: candor.dataDir });
    expect(readFileSync(file, "utf8")).toBe(kept);
    expect(again.output()).not.toContain(kept);
    await again.stop();
  });

  test("may have a path too long for a socket", async () => {
    const dataDir = join(newDataDir(), "a".repeat(90), "data");
    const candor = await startCandor({ dataDir });
    expect((await fetch(candor.url)).status).toBe(200);
    await candor.stop();
  });
});

test("without its database Candor serves an unknown page, never a green one, and comes right when it is there", async () => {
  const folder = mkdtempSync(join(tmpdir(), "candor-late-"));
  const env = { DATABASE_URL: embeddedUrl(folder), AUTH_SECRET: secret };
  const candor = await startCandor({ env });
  const page = await fetch(candor.url);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('data-mode="unknown"');
  expect(candor.output()).toContain("can't be used yet");
  for (const path of ["/incidents/abcabcabcabc", "/maintenance/abcabcabcabc"]) {
    const answer = await fetch(`${candor.url}${path}`);
    expect([path, answer.status]).toEqual([path, 503]);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.headers.get("retry-after")).toBe("10");
    expect(await answer.text()).toMatch(/We can’t show this page right now.*<\/html>/s);
  }
  const postgres = await borrowPostgres(folder);
  await candor.line(/The database is ready/);
  expect(candor.output()).toContain("There is no owner yet");
  await candor.stop();
  await postgres.stop();
  rmSync(folder, { recursive: true });
});

test("the code for the first owner is printed, and no secret is", async () => {
  const env = { API_TOKEN: "a token of no use elsewhere" };
  const candor = await startCandor({ env });
  expect(candor.output()).toMatch(/There is no owner yet: open http:\S+\/staff and give the code \w{4}-\w{4}-\w{4}/);
  expect(candor.output()).not.toContain(env.API_TOKEN);
  await candor.stop();
});

test("an owner that the settings name needs no code", async () => {
  const env = { OWNER_EMAIL: "ada@example.com", OWNER_PASSWORD: "a password of no use" };
  const candor = await startCandor({ env });
  expect(candor.output()).not.toContain("There is no owner yet");
  expect(candor.output()).not.toContain(env.OWNER_PASSWORD);
  await candor.stop();
});
