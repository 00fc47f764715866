import { createServer } from "node:http";
import next from "next";
import { embedDocument } from "./components/embed/embed-document";
import { frameDocument } from "./components/embed/frame-document";
import { holdingDocument } from "./components/holding-document";
import { boot } from "./server/boot";
import { lockDataFolder, prepareDataFolder } from "./server/data-folder";
import { copyMissing, startCopies, stopCopies } from "./server/editions/copy-desk";
import { startEditions, stopEditions } from "./server/editions/keeper";
import { startMirror, stopMirror } from "./server/editions/mirror";
import { openPress } from "./server/editions/press";
import { loadStatics } from "./server/editions/statics";
import { closeFront, openFront } from "./server/front";
import { startLive } from "./server/live";
import { log } from "./server/log";
import { derivedKey } from "./server/secrets";
import { settings } from "./server/settings";
import { configurationExit, WrongStart } from "./server/wrong-start";

const dev = process.env.NODE_ENV !== "production";
const drainMs = 5_000;

type RequestHandler = ReturnType<ReturnType<typeof next>["getRequestHandler"]>;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

const ends: (() => unknown)[] = [];
let ending: Promise<never> | null = null;

function atEnd(end: () => unknown): void {
  ends.unshift(end);
}

/** Ends what was begun, the last first, and then the process; a second signal changes nothing. */
function endWith(code: number): Promise<never> {
  ending ??= (async () => {
    for (const end of ends) {
      await Promise.try(end).catch((err) => log().error({ err }, "Something did not end in order"));
    }
    process.exit(code);
  })();
  return ending;
}

/** For what only a person can mend, and what showed itself when the start was over. */
function failLate(error: WrongStart): void {
  console.error(error.message);
  void endWith(configurationExit);
}

async function serve(): Promise<void> {
  const { dataDir, port, host, siteUrl, authSecret } = settings();
  process.env.NEXTAUTH_URL = siteUrl;
  process.env.NEXTAUTH_SECRET = authSecret;
  // Of machines that share the secret, one takes the forms that another has served.
  process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY = derivedKey("forms", authSecret).toString("base64");
  prepareDataFolder(dataDir);
  atEnd(lockDataFolder(dataDir));
  const { promise: answer, resolve: answerBy } = Promise.withResolvers<RequestHandler>();
  const server = await openFront(dev, answer, holdingDocument, { page: embedDocument, frame: frameDocument });
  // Next listens for upgrades on it, which only development needs; on the front they would go unanswered.
  const httpServer = dev ? server : createServer();
  const app = next({ dev, hostname: host, port, httpServer, quiet: !dev });
  await Promise.all([boot(say, atEnd, failLate), app.prepare()]);
  atEnd(() => app.close());
  const render = app.getRequestHandler();
  await loadStatics(siteUrl.startsWith("https:"));
  if (!dev) await print(render);
  answerBy(render);
  // The first to end: until the port closes all goes on as before.
  atEnd(() => closeFront(server, drainMs));
  say(`Candor serves ${siteUrl}`);
}

/** What the public is given is printed by Next ahead of time. */
async function print(render: RequestHandler): Promise<void> {
  atEnd(await openPress(render));
  const { mirror } = settings();
  if (mirror) await startMirror(mirror);
  atEnd(stopMirror);
  startCopies(holdingDocument);
  atEnd(stopCopies);
  await startEditions();
  atEnd(stopEditions);
  startLive();
  copyMissing();
}

process.on("SIGTERM", () => void endWith(0));
process.on("SIGINT", () => void endWith(0));
process.on("unhandledRejection", (err) => log().error({ err }, "Something failed that nobody waited for"));

try {
  await serve();
} catch (error) {
  const foreseen = error instanceof WrongStart;
  console.error(foreseen ? error.message : error);
  await endWith(foreseen ? configurationExit : 1);
}
