import { build, generate, install } from "./prepare.mjs";

await install();
await generate();
await build();
