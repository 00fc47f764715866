import RssParser from "rss-parser";
import { describe, expect, test, vi } from "vitest";
import { changeIncident, postUpdate, withdrawIncident } from "@/server/incidents";
import { scheduleMaintenance } from "@/server/maintenance";
import { changePage } from "@/server/page";
import { redact } from "@/server/redact";
import { forgetInMemory } from "../support/database-away";
import { frontScene } from "../support/public-front";
import { addComponent, day, hour, minute, open, owner, start, testScene } from "./scene";

testScene();
const { ask, serve, rendered } = frontScene();

const setUp = { name: "Harvest & Co", timeZone: "UTC", supportLink: null, accentColor: null, logo: null };
const reader = new RssParser<object, { id: string }>({ customFields: { item: ["id"] } });

async function told(): Promise<{ web: string; api: string; incident: string; work: string }> {
  await changePage(owner, setUp, start - 200 * day);
  const web = await addComponent("Web", start - 200 * day);
  const api = await addComponent("API", start - 200 * day);
  const components = [{ componentId: web, status: "major_outage" as const }];
  const incident = await open(
    { name: "<Web> & mail\u0007 fail", body: "Down.\n\nSee [this](https://x.example).", components },
    start,
  );
  await postUpdate(
    owner,
    { incidentId: incident, seen: null, status: "investigating", body: "- one\n- two" },
    start + 5 * minute,
  );
  const last = {
    incidentId: incident,
    seen: null,
    status: "resolved" as const,
    body: "<b>Over</b> ]]> ![x](https://x.example/x.png)",
  };
  await postUpdate(owner, last, start + 9 * minute);
  const plan = {
    name: "Upgrade",
    message: "Newer servers.",
    startAt: start + 3 * day,
    endAt: start + 3 * day + hour,
    autoComplete: false,
  };
  const { id: work } = await scheduleMaintenance(
    owner,
    { ...plan, components: [{ componentId: api, effect: "down" }] },
    start - hour,
  );
  await serve();
  return { web, api, incident, work };
}

describe("the feeds", () => {
  test("Atom is of the form that readers of status pages know", async () => {
    const { incident, work } = await told();
    rendered().length = 0;
    const { status, headers, text } = await ask("/history.atom");
    expect([status, headers["content-type"]]).toEqual([200, "application/atom+xml; charset=utf-8"]);
    expect(headers).toMatchObject({ "access-control-allow-origin": "*", "x-content-type-options": "nosniff" });
    expect(text).toContain("<id>tag:localhost,2005:/history</id>");
    expect(text).toContain('<link rel="alternate" type="text/html" href="http://localhost:3000"');
    expect(text).toContain('<link rel="self" type="application/atom+xml" href="http://localhost:3000/history.atom"');
    expect(text).toContain("<title>Harvest &amp; Co Status - Incident History</title>");
    expect(text).toContain("<author>\n    <name>Harvest &amp; Co</name>");
    expect(text).toContain(`<id>tag:localhost,2005:Incident/${incident}</id>`);
    expect(text).toContain(`href="http://localhost:3000/incidents/${incident}"`);
    const feed = await reader.parseString(text);
    expect(feed.items.map(({ id, title }) => [id, title])).toEqual([
      [`tag:localhost,2005:Incident/${incident}`, "<Web> & mail fail"],
      [`tag:localhost,2005:Incident/${work}`, "Upgrade"],
    ]);
    expect(Date.parse(/<updated>([^<]+)/.exec(text)?.[1] ?? "")).toBeGreaterThanOrEqual(start + 9 * minute);
    expect(rendered()).toEqual([]);
  });

  test("each entry tells all updates, the newest first, each with its state, as HTML that runs nothing and loads nothing", async () => {
    await told();
    const [entry] = (await reader.parseString((await ask("/history.atom")).text)).items;
    const paragraphs = (entry?.content ?? "").split("<p><small>").slice(1);
    const pattern =
      /^[A-Z][a-z]{2} <var data-var='date'>\d{1,2}<\/var>, <var data-var='time'>\d\d:\d\d<\/var> UTC<\/small><br><strong>([^<]+)<\/strong> - /;
    expect(paragraphs.map((each) => pattern.exec(each)?.[1])).toEqual(["Resolved", "Update", "Investigating"]);
    expect(entry?.content).toContain('Down.</p>\n<p>See <a href="https://x.example">this</a>.</p>');
    expect(entry?.content).toContain("&lt;b&gt;Over&lt;/b&gt; ]]&gt;");
    expect(entry?.content).not.toContain("<img");
  });

  test("RSS and JSON Feed tell the same", async () => {
    const { incident } = await told();
    const atom = await reader.parseString((await ask("/history.atom")).text);
    const got = await ask("/history.rss");
    expect(got.headers["content-type"]).toBe("application/rss+xml; charset=utf-8");
    const rss = await reader.parseString(got.text);
    const address = `http://localhost:3000/incidents/${incident}`;
    expect(rss.items[0]).toMatchObject({
      title: "<Web> & mail fail",
      link: address,
      guid: address,
      content: atom.items[0]?.content,
    });
    expect(got.text).toMatch(/<pubDate>\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT<\/pubDate>/);
    expect(got.text).toContain(
      '<atom:link rel="self" type="application/rss+xml" href="http://localhost:3000/history.rss"',
    );
    const json = (await ask("/history.json")).json as Record<string, unknown> & { items: Record<string, string>[] };
    expect(json).toMatchObject({
      version: "https://jsonfeed.org/version/1.1",
      feed_url: "http://localhost:3000/history.json",
    });
    expect(json.items.map(({ title, content_html }) => [title?.replace("\u0007", ""), content_html])).toEqual(
      atom.items.map(({ title, content }) => [title, content]),
    );
  });

  test("a component has feeds of its own; one that is not there has none, and makes nothing", async () => {
    const { incident, work } = await told();
    const of = async (path: string) =>
      (await reader.parseString((await ask(path)).text)).items.map(({ id }) => id.split("/")[1]);
    expect(await of("/components/web/history.atom")).toEqual([incident]);
    expect(await of("/components/api/history.atom")).toEqual([work]);
    expect((await ask("/components/api/history.rss")).text).toContain("/components/api/history.rss");
    rendered().length = 0;
    for (const name of ["nothing", "..", "web%2f", "x".repeat(300)])
      expect([name, (await ask(`/components/${name}/history.atom`)).status]).toEqual([name, 404]);
    expect(rendered().filter((path) => path !== "/404")).toEqual([]);
  });

  test("ids stay and the time of the newest entry moves when something is posted, and not when nothing is", async () => {
    const { incident } = await told();
    const before = await ask("/history.atom");
    await changeIncident(owner, {
      incidentId: incident,
      name: "Web was away",
      impactOverride: null,
      limitedDetail: false,
    });
    const after = await vi.waitFor(async () => {
      const got = await ask("/history.atom");
      expect(got.text).toContain("Web was away");
      return got;
    });
    const [old, now] = await Promise.all([before, after].map(({ text }) => reader.parseString(text)));
    expect(now?.items.map(({ id }) => id)).toEqual(old?.items.map(({ id }) => id));
    const updated = (text: string) =>
      [...text.matchAll(/<updated>([^<]+)<\/updated>/g)].map(([, time]) => Date.parse(time ?? ""));
    const [feed, ...entries] = updated(after.text);
    expect(feed).toBe(Math.max(...entries));
    forgetInMemory("editions");
    expect((await ask("/history.atom")).headers.etag).toBe(after.headers.etag);
  });

  test("what was redacted or withdrawn is in none of them any more", async () => {
    const { incident } = await told();
    expect((await ask("/history.json")).text).toContain("Over");
    await redact(owner, { incidentId: incident, text: "Over", reason: "A name was in it." });
    for (const path of ["/history.atom", "/history.rss", "/history.json", "/api/v2/incidents.json"])
      await vi.waitFor(async () => expect([path, (await ask(path)).text.includes("Over")]).toEqual([path, false]));
    await withdrawIncident(owner, { incidentId: incident, reason: "It was a false alarm." });
    for (const path of ["/history.atom", "/history.rss", "/history.json", "/components/web/history.json"])
      await vi.waitFor(async () => expect([path, (await ask(path)).text.includes(incident)]).toEqual([path, false]));
  });
});
