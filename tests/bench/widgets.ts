import { startCandor } from "./candor";
import { atMost, type Figure } from "./figure";
import { fillCandor, usual } from "./filled";
import type { Part } from "./part";
import { type Compared, compare } from "./wrk";

const widgets = 1_000;
const rounds = 3;
const seconds = 4;
/** A widget asks once a minute. */
const pollSeconds = 60;
/** What differs less is the machine. */
const same = 1.15;

export const widgetsAtOnce: Part = {
  name: "widgets",
  about: `/api/widget.json by wrk -t1 -c${widgets}, gzip, beside / in turn; what is new, and what the asker has already`,
  seconds: 120,
  async run(stage) {
    const candor = await startCandor(stage);
    await fillCandor(stage, candor, usual);
    const server = (path: string) => ({ url: candor.url + path, pid: candor.program.pid });
    const held = async (path: string) => {
      const etag = (await fetch(candor.url + path)).headers.get("etag") ?? "";
      return { ...server(path), headers: { "If-None-Match": etag } };
    };
    const servers = {
      widget: server("/api/widget.json"),
      edition: server("/"),
      widgetHeld: await held("/api/widget.json"),
      editionHeld: await held("/"),
    };
    return figures(await compare(stage, servers, { rounds, seconds, connections: widgets }));
  },
};

type Name = "widget" | "edition" | "widgetHeld" | "editionHeld";

function figures({ widget, edition, widgetHeld, editionHeld }: Record<Name, Compared>): Figure[] {
  const cost = (of: Compared, than: Compared, what: string): Figure[] => {
    const share = of.microseconds / than.microseconds;
    return [
      {
        what: `computing for an answer ${what}`,
        value: of.microseconds,
        unit: "µs",
        beside: beside(than, "microseconds"),
      },
      { what: "of what the edition costs", value: share, unit: "×", reach: atMost(share, same, String(same)) },
      { what: "99 % of answers within", value: of.p99, unit: "ms", beside: beside(than, "p99") },
    ];
  };
  const load = (widgetHeld.microseconds * widgets) / (pollSeconds * 1e6);
  const failed = widget.failed + widgetHeld.failed;
  return [
    ...cost(widget, edition, "with what is new"),
    ...cost(widgetHeld, editionHeld, "that nothing is new"),
    { what: `of a core for ${widgets} widgets that ask once a minute`, value: load * 100, unit: "%" },
    { what: "failed", value: failed, unit: "answers", reach: atMost(failed, 0, "0") },
  ];
}

function beside(edition: Compared, key: "microseconds" | "p99") {
  return [{ of: "the edition", value: edition[key] }];
}
