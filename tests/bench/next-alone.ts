// The same page as Next renders it for each request, over a port of its own: no editions, the facts in memory.
import { createServer } from "node:http";
import next from "next";
import { settings } from "@/server/settings";
import { startSnapshot } from "@/server/snapshot";

const { port } = settings();
await startSnapshot();
const app = next({ dev: false, quiet: true });
await app.prepare();
createServer(app.getRequestHandler()).listen(port, "127.0.0.1");
