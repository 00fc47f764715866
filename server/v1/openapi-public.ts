import { type V2Name, v2Names } from "@/messages/v2/documents";
import { problemShape, publicShapes } from "./public-shapes";
import { shapes } from "./shapes";

type Json = Record<string, unknown>;

const summaries: Record<V2Name, string> = {
  summary: "All of how it is now",
  status: "How the page is as a whole",
  components: "All components",
  incidents: "The 50 newest incidents",
  "incidents/unresolved": "Incidents that are open",
  "incidents/resolved": "Incidents that are over",
  "scheduled-maintenances": "The 50 newest of planned work",
  "scheduled-maintenances/upcoming": "Planned work that has not begun",
  "scheduled-maintenances/active": "Planned work that is under way",
};

const ref = (id = "") => ({ schema: { $ref: `#/components/schemas/${id}` } });
const problem = (description: string) => ({
  description,
  content: { "application/problem+json": ref(shapes.get(problemShape)?.id) },
});

const moment = [
  {
    name: "at",
    in: "query",
    schema: { type: "string", format: "date-time" },
    description: "Ours: how it was then, to the minute, as far as is known now.",
  },
  {
    name: "known",
    in: "query",
    schema: { enum: ["then"] },
    description: "Ours, with `at`: as far as had been posted by then.",
  },
];

/** What everybody may read, as Statuspage's public API has it. */
export const publicPaths: Json = Object.fromEntries(
  v2Names.map((name) => [`/api/v2/${name}.json`, { get: operation(name) }]),
);

function operation(name: V2Name): Json {
  const isPresent = name === "summary" || name === "status";
  const word = name.replace(/(?:^|\W)(\w)/g, (_, first: string) => first.toUpperCase());
  return {
    operationId: `readPublic${word}`,
    summary: summaries[name],
    tags: ["public"],
    security: [],
    parameters: isPresent ? moment : [],
    responses: {
      200: { description: "As asked.", content: { "application/json": ref(shapes.get(publicShapes[name])?.id) } },
      ...(isPresent && {
        400: problem("There is no such moment, or it is still to come."),
        429: problem("Too many moments are asked for; `Retry-After` says when to come again."),
      }),
      405: problem("These addresses are read, and nothing else; `Allow` says how."),
      503: problem("Nobody knows, now or of that moment."),
      default: problem("Something broke on our side."),
    },
  };
}
