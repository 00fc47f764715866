import { z } from "zod";
import { muteInput } from "../holding-mute";
import { settings } from "../settings";
import type { Endpoint, Method } from "./endpoint";
import { endpoints } from "./endpoints";
import { inputs } from "./fields";
import { failures, failuresOf } from "./openapi-failures";
import { publicPaths } from "./openapi-public";
import { problemShape } from "./public-shapes";
import { shapes } from "./shapes";

type Json = Record<string, unknown>;

const schemaAt = (id: string) => `#/components/schemas/${id}`;
const ref = (id: string) => ({ $ref: schemaAt(id) });

/** The API as OpenAPI 3.1, made from the schemas that requests are parsed by and answers are drawn in. */
export function openApi(): Json {
  return {
    openapi: "3.1.1",
    info: {
      title: "Candor",
      version: "1",
      description:
        "Old clients of Statuspage’s manage API work with nothing but the address changed. What is ours is marked so. " +
        "`/api/v1` is the same as `/v1`, each address works with `.json` at its end, and forms work like JSON.",
    },
    servers: [{ url: settings().siteUrl }],
    security: [{ token: [] }, { key: [] }],
    paths: { ...publicPaths, ...pathsOf(endpoints), ...mutePath },
    components: {
      securitySchemes: {
        token: { type: "http", scheme: "bearer", description: "`OAuth` works as well as `Bearer`." },
        key: { type: "apiKey", in: "query", name: "api_key" },
      },
      schemas: { ...named(shapes, "output"), ...named(inputs, "input") },
      responses: failures,
    },
  };
}

function named(registry: typeof shapes, io: "input" | "output"): Json {
  const { schemas } = z.toJSONSchema(registry, { io, unrepresentable: "any", uri: schemaAt });
  return Object.fromEntries(
    Object.entries(schemas).map(([id, { $schema: _, $id: __, ...schema }]) => [id, schema] as const),
  );
}

function pathsOf(all: readonly Endpoint[]): Json {
  const paths: Record<string, Json> = {};
  for (const endpoint of all) {
    const path = `/v1${endpoint.path}`;
    for (const method of endpoint.methods) {
      paths[path] = { ...paths[path], [method.toLowerCase()]: operation(endpoint, method) };
    }
  }
  return paths;
}

function operation(endpoint: Endpoint, method: Method): Json {
  const { name, summary, path, query } = endpoint;
  const status = endpoint.does === "read" ? 200 : endpoint.status;
  return {
    operationId: method === "PUT" ? `${name}ByPut` : name,
    summary,
    tags: [path.split("/")[3] ?? "pages"],
    parameters: [
      ...pathParameters(path),
      ...queryParameters(query),
      ...(endpoint.does === "write" ? [idempotency] : []),
    ],
    ...(endpoint.does === "write" && {
      description: `Takes a token with one of the scopes ${endpoint.scopes.map((scope) => `\`${scope}\``).join(", ")}, or \`all\`.`,
      ...bodyOf(endpoint),
    }),
    responses: { [status]: answerOf(endpoint), ...failuresOf(endpoint) },
  };
}

const idempotency = {
  name: "Idempotency-Key",
  in: "header",
  schema: { type: "string", minLength: 1, maxLength: 255 },
  description: "The same request with the same key counts once; the key with another request is refused (422).",
};

function pathParameters(path: string): Json[] {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
  return names.map((name) => ({ name, in: "path", required: true, schema: { type: "string" } }));
}

function queryParameters(query: z.ZodObject | null): Json[] {
  return Object.entries(query?.shape ?? {}).map(([name, field]) => {
    const { description, ...schema } = parameterSchema(field as z.ZodType);
    return { name, in: "query", schema, ...(description === undefined ? {} : { description }) };
  });
}

/** Numbers are read from text; what they may be stands in what is made of them. */
function parameterSchema(field: z.ZodType): Json {
  const convert = (io: "input" | "output") => {
    const { $schema: _, ...schema } = z.toJSONSchema(field, { io, unrepresentable: "any" });
    return schema as Json;
  };
  const sent = convert("input");
  return sent.type === undefined ? convert("output") : sent;
}

function bodyOf({ body, example }: Extract<Endpoint, { does: "write" }>): Json {
  const id = inputs.get(body)?.id;
  if (!id) return {};
  const content = { schema: ref(id), ...(example !== null && { example }) };
  const types = ["application/json", "application/x-www-form-urlencoded"];
  return {
    requestBody: {
      required: true,
      content: Object.fromEntries(types.map((type, index) => [type, index === 0 ? content : { schema: ref(id) }])),
    },
  };
}

function answerOf({ answer }: Endpoint): Json {
  if (answer === null) return { description: "Done." };
  const isList = answer instanceof z.ZodArray;
  const id = shapes.get((isList ? answer.element : answer) as z.ZodType)?.id ?? "";
  const schema = isList ? { type: "array", items: ref(id) } : ref(id);
  return { description: "Done, or as asked.", content: { "application/json": { schema } } };
}

const { $schema: _, ...muteSchema } = z.toJSONSchema(muteInput, { io: "input" });

const muted = {
  description: "Until when.",
  content: {
    "application/json": {
      schema: { type: "object", properties: { mutedUntil: { type: "string", format: "date-time" } } },
    },
  },
};
const problem = {
  description: "Problem details.",
  content: { "application/problem+json": { schema: ref(shapes.get(problemShape)?.id ?? "") } },
};

/** Ours, and older than the rest: its errors are problem details (RFC 9457). */
const mutePath = {
  "/api/holding/mute": {
    put: {
      operationId: "muteHoldingAlerts",
      summary: "Raises no alert about holding pages for a while; ours",
      tags: ["holding"],
      requestBody: {
        required: true,
        content: { "application/json": { schema: muteSchema, example: { minutes: 20 } } },
      },
      responses: { 200: muted, default: problem },
    },
    delete: {
      operationId: "unmuteHoldingAlerts",
      summary: "Raises alerts about holding pages again; ours",
      tags: ["holding"],
      responses: { 204: { description: "Done." }, default: problem },
    },
  },
};
