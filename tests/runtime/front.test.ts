import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { clientAddress, trustedRanges } from "@/server/forwarded";
import { type RunningCandor, startCandor } from "../support/candor";
import { held } from "../support/holding-asked";

describe("who asks", () => {
  const trusted = trustedRanges(["10.0.0.0/8", "::1", "192.0.2.7"]);
  test.each([
    ["a stranger's claim is not believed", "203.0.113.9", "198.51.100.1", "203.0.113.9"],
    ["a trusted proxy's word is", "10.0.0.2", "198.51.100.1", "198.51.100.1"],
    [
      "of a chain, the last one before the trusted ones counts",
      "10.0.0.2",
      "1.1.1.1, 198.51.100.1, 192.0.2.7",
      "198.51.100.1",
    ],
    ["an IPv4 address in IPv6 clothes is the same one", "::ffff:10.0.0.2", "198.51.100.1", "198.51.100.1"],
    ["what is no address ends the chain", "10.0.0.2", "unknown", "10.0.0.2"],
    ["nothing told", "10.0.0.2", "", "10.0.0.2"],
  ])("%s", (_, peer, told, address) => {
    expect(clientAddress(peer, told, trusted)).toBe(address);
  });
});

describe("every answer carries the headers of its part of the site", () => {
  let candor: RunningCandor;
  beforeAll(async () => {
    candor = await startCandor({ env: { SITE_URL: "https://status.example.com" } });
  });
  afterAll(() => candor.stop());

  test.each([
    ["/", "'self'"],
    ["/staff", "'none'"],
    ["/api/auth/providers", "'none'"],
    ["/nothing-here", "'self'"],
  ])("%s", async (path, framed) => {
    const { headers } = await fetch(candor.url + path, { redirect: "manual" });
    expect(headers.get("content-security-policy")).toContain(`frame-ancestors ${framed}`);
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("strict-transport-security")).toBe("max-age=31536000");
    expect(headers.get("x-powered-by")).toBeNull();
  });

  test.each(["/staff/join?token=a&token=b", "/staff/reset?token=a&token=b", "/staff/sign-in?next=a&next=b"])(
    "%s names something twice, and is answered all the same",
    async (path) => {
      expect((await fetch(candor.url + path, { redirect: "manual" })).status).toBeLessThan(400);
    },
  );

  test("the scripts of each staff page bear the nonce of that one answer", async () => {
    const nonces = await Promise.all(
      [1, 2].map(async () => {
        const answer = await fetch(`${candor.url}/staff/welcome`);
        const nonce = /'nonce-([^']+)'/.exec(answer.headers.get("content-security-policy") ?? "")?.[1] ?? "";
        expect(await answer.text()).toContain(`nonce="${nonce}"`);
        return nonce;
      }),
    );
    expect(new Set(nonces).size).toBe(2);
  });

  test("a stranger can't choose the policy, the host or the address", async () => {
    const headers = { "x-forwarded-host": "evil.example", "content-security-policy": "script-src 'nonce-evil'" };
    const page = await (await fetch(candor.url, { headers })).text();
    expect(page).not.toContain("evil");
    expect(await (await fetch(`${candor.url}/api/auth/providers`, { headers })).text()).toContain(
      "https://status.example.com/",
    );
  });
});

describe("who asks to go on in another protocol", () => {
  const headers = { connection: "Upgrade, HTTP2-Settings", upgrade: "h2c", "http2-settings": "AAMAAABkAAQAAP__" };

  test("is answered as everybody is, and holds up no end", async () => {
    const candor = await startCandor();
    for (const path of ["/", "/nothing-here", "/staff/welcome", "/"]) {
      const { status, body } = await held(candor.url, path, { headers });
      expect([path, [200, 307, 404].includes(status)]).toEqual([path, true]);
      expect(body).not.toBe("");
    }
    expect(await candor.stop()).toBe(0);
  });
});
