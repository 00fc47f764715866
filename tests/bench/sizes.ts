import { atMost, type Figure } from "./figure";
import type { Size } from "./many";
import type { Part } from "./part";
import { node, runToEnd } from "./program";
import type { Sized } from "./sizes-alone";

const components = [10, 100, 1_000];
const past = [100, 1_000, 10_000];
/** What is there by chance differs by so much from one run to the next. */
const chance = 1.5;

export const sizes: Part = {
  name: "sizes",
  about: "read, derive and print / with 20 incidents of the last days and more that were over 90 days ago",
  seconds: 180,
  async run(stage) {
    const wanted: Size[] = components.flatMap((count) =>
      past.map((old) => ({ components: count, recent: 19, past: old, open: true })),
    );
    const output = await runToEnd(stage, [...node, "tests/bench/sizes-alone.ts", JSON.stringify(wanted)], {
      core: "server",
      env: { DATA_DIR: stage.folder("sizes") },
    });
    const sized = (output.match(/^\{.*\}$/gm) ?? []).map((line) => JSON.parse(line) as Sized);
    return [...sized.flatMap(figuresOf), ...growthOf(sized), mostToDerive(sized)];
  },
};

function figuresOf({ components: count, past: old, first, read, derive, print, kilobytes }: Sized): Figure[] {
  return [
    {
      what: `${count} components, ${old} past incidents: derive`,
      value: derive,
      unit: "ms",
      beside: [
        { of: "read at the start", value: first },
        { of: "after a change", value: read },
        { of: "print", value: print },
        { of: "KB", value: kilobytes },
      ],
    },
  ];
}

/** For each number of components, what the most past incidents cost as a multiple of the fewest. */
function growthOf(sized: Sized[]): Figure[] {
  return components.flatMap((count) => {
    const same = sized.filter((each) => each.components === count);
    const [fewest, most] = [same[0], same.at(-1)];
    if (!fewest || !most) return [];
    return (["read", "derive", "print"] as const).map((key): Figure => {
      const value = most[key] / fewest[key];
      const what = `${count} components: ${key} with 100 times the past incidents`;
      return { what, value, unit: "×", reach: atMost(value, chance, `${chance}`) };
    });
  });
}

function mostToDerive(sized: Sized[]): Figure {
  const value = Math.max(...sized.filter((each) => each.components === 1_000).map(({ derive }) => derive));
  return { what: "1,000 components: derive", value, unit: "ms", reach: atMost(value, 150, "150 ms") };
}
