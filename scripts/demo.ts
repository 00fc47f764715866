import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { nanoid } from "nanoid";
import type { Instant } from "@/domain/facts";
import { addDays, lastDays } from "@/domain/zone";
import { harvestBegan, harvestTimeZone, replayHarvest } from "@/prisma/replay";

const day = 24 * 60 * 60_000;
const fastest = 600;

const usage = `npm run demo                        the outage of 26 July 2016, as if it had been yesterday
npm run demo -- --live --speed 60   the same from now on, 60 minutes in each (1 to ${fastest})`;

const say = (line: string) => process.stdout.write(`${line}\n`);

function readArguments(): { live: boolean; speed: number } {
  const speed = { type: "string", default: "60" } as const;
  try {
    const { values } = parseArgs({ options: { live: { type: "boolean", default: false }, speed } });
    const given = Number(values.speed);
    if (given >= 1 && given <= fastest) return { live: values.live, speed: given };
  } catch {}
  say(usage);
  process.exit(78);
}

/** A folder of its own that goes with the process, and an owner to sign in as. */
function prepareEnvironment(): { email: string; password: string } {
  const owner = { email: "owner@harvest.example", password: nanoid(16) };
  const dataDir = mkdtempSync(join(tmpdir(), "candor-demo-"));
  process.on("exit", () => rmSync(dataDir, { recursive: true, force: true }));
  delete process.env.DATABASE_URL;
  Object.assign(process.env, {
    DATA_DIR: dataDir,
    PAGE_NAME: "Harvest",
    PAGE_TIME_ZONE: harvestTimeZone,
    OWNER_EMAIL: owner.email,
    OWNER_PASSWORD: owner.password,
  });
  return owner;
}

async function playYesterday(): Promise<void> {
  const [, yesterday] = lastDays(harvestTimeZone, Date.now(), 2);
  const [then] = lastDays(harvestTimeZone, harvestBegan, 1);
  const days = (Date.parse(yesterday ?? "") - Date.parse(then ?? "")) / day;
  const replay = await replayHarvest((caseTime) => addDays(harvestTimeZone, caseTime, days), "case");
  await replay.until(Number.POSITIVE_INFINITY);
  say("The outage of 26 July 2016 was played as if it had been yesterday.");
}

async function playLive(speed: number): Promise<void> {
  const began = Date.now();
  const instantOf = (caseTime: Instant) => began + (caseTime - harvestBegan) / speed;
  const replay = await replayHarvest(instantOf, "real");
  for (const caseTime of replay.times) {
    await pause(Math.max(0, instantOf(caseTime) - Date.now()));
    await replay.until(caseTime);
    say(`Played what happened at ${new Date(caseTime).toISOString().slice(11, 16)} UTC on 26 July 2016.`);
  }
}

const { live, speed } = readArguments();
const owner = prepareEnvironment();
await import("../server");
say(`Staff sign in at /staff as ${owner.email} with ${owner.password}`);
await (live ? playLive(speed) : playYesterday());
