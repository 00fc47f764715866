import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { nanoid } from "nanoid";
import type { Instant } from "@/domain/facts";
import { addDays, lastDays } from "@/domain/zone";
import { outageStory } from "@/prisma/cases/outage-story";
import { upgradeStory } from "@/prisma/cases/upgrade-story";
import { replayStory, type Story } from "@/prisma/replay";
import { startWindowClock, stopWindowClock } from "@/server/window-clock";

const day = 24 * 60 * 60_000;
const fastest = 600;

const usage = `npm run demo                                    the outage of 26 July 2016, as if it had been yesterday
npm run demo -- --live --speed 60               the same from now on, 60 minutes in each (1 to ${fastest})
npm run demo -- --story upgrade                 planned work that overran and became an outage, as if yesterday
npm run demo -- --story upgrade --until 11:20   as if it were 11:20 UTC of that day now; also --story outage`;

const say = (line: string) => process.stdout.write(`${line}\n`);

type Wanted = { story: Story; live: boolean; speed: number; until: Instant | null };

const stories: Record<string, Story> = { outage: outageStory, upgrade: upgradeStory };

function readArguments(): Wanted {
  try {
    const text = { type: "string" } as const;
    const options = { live: { type: "boolean", default: false }, speed: text, story: text, until: text } as const;
    const { live, speed = "60", story: name = "outage", until } = parseArgs({ options }).values;
    const story = stories[name];
    const wanted = story && { story, live, speed: Number(speed), until: until ? clockOf(story, until) : null };
    const isPossible = !live || (story === outageStory && until === undefined);
    if (wanted && isPossible && wanted.speed >= 1 && wanted.speed <= fastest && !Number.isNaN(wanted.until ?? 0))
      return wanted;
  } catch {}
  say(usage);
  process.exit(78);
}

/** A clock time in UTC on the day of the story; no number where it is none. */
function clockOf({ began }: Story, clock: string): Instant {
  return Date.parse(`${new Date(began).toISOString().slice(0, 10)}T${clock}Z`);
}

/** A folder of its own that goes with the process, and an owner to sign in as. */
function prepareEnvironment({ timeZone }: Story): { email: string; password: string } {
  const owner = { email: "owner@harvest.example", password: nanoid(16) };
  const dataDir = mkdtempSync(join(tmpdir(), "candor-demo-"));
  process.on("exit", () => rmSync(dataDir, { recursive: true, force: true }));
  delete process.env.DATABASE_URL;
  Object.assign(process.env, {
    DATA_DIR: dataDir,
    PAGE_NAME: "Harvest",
    PAGE_TIME_ZONE: timeZone,
    OWNER_EMAIL: owner.email,
    OWNER_PASSWORD: owner.password,
  });
  return owner;
}

async function playYesterday(story: Story): Promise<void> {
  const { timeZone, began, told } = story;
  const [, yesterday] = lastDays(timeZone, Date.now(), 2);
  const [then] = lastDays(timeZone, began, 1);
  const days = (Date.parse(yesterday ?? "") - Date.parse(then ?? "")) / day;
  await playAtOnce(story, (caseTime) => addDays(timeZone, caseTime, days), Number.POSITIVE_INFINITY);
  say(`${told} was played as if it had been yesterday.`);
}

async function playUntil(story: Story, until: Instant): Promise<void> {
  const shift = Date.now() - until;
  await playAtOnce(story, (caseTime) => caseTime + shift, until);
  say(`${story.told} was played as if it were ${clockIn(until)} of that day now.`);
}

/** What time brings is part of the story; meanwhile the clock of this Candor stands still. */
async function playAtOnce(story: Story, instantOf: (caseTime: Instant) => Instant, until: Instant): Promise<void> {
  await stopWindowClock();
  const replay = await replayStory(story, instantOf, "case");
  await replay.until(until);
  startWindowClock();
}

async function playLive(story: Story, speed: number): Promise<void> {
  const started = Date.now();
  const instantOf = (caseTime: Instant) => started + (caseTime - story.began) / speed;
  const replay = await replayStory(story, instantOf, "real");
  for (const caseTime of story.times) {
    await pause(Math.max(0, instantOf(caseTime) - Date.now()));
    await replay.until(caseTime);
    say(`Played what happened at ${clockIn(caseTime)} on 26 July 2016.`);
  }
}

const clockIn = (caseTime: Instant) => `${new Date(caseTime).toISOString().slice(11, 16)} UTC`;

const { story, live, speed, until } = readArguments();
const owner = prepareEnvironment(story);
await import("../server");
say(`Staff sign in at /staff as ${owner.email} with ${owner.password}`);
if (live) await playLive(story, speed);
else await (until === null ? playYesterday(story) : playUntil(story, until));
