import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const calm = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic"];
const flags = ["--no-sandbox", "--disable-gpu", "--no-first-run", ...calm];

/** Where Chromium is on this machine; undefined where tests that need it must be skipped. */
export const chromiumPath = process.env.CHROMIUM_PATH ?? places.find(existsSync);

/** Debian's Chromium, without a window; whoever asks for it closes it. */
export function browser(): Promise<Browser> {
  return chromium.launch({ ...(chromiumPath ? { executablePath: chromiumPath } : {}), args: flags });
}
