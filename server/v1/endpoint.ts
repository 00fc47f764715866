import type { z } from "zod";
import type { Id } from "@/domain/facts";
import type { Actor } from "../actor";
import { InvalidInput, Refusal } from "../refusal";
import { covers, type Scope } from "../scopes";
import { Unreadable } from "./failures";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** Who asks for what. */
export type Call = { actor: Actor; params: Readonly<Record<string, string>>; key: string | undefined };

/** What was done: the status of its answer, what it shows, and what is said beside that. */
export type Done = { status: number; subject: Subject | null; beside?: Beside };
export type Subject = { kind: string; id: Id };
export type Beside = { instead?: { because: string } | null; notes?: string[]; deleted?: object };

type About = {
  methods: readonly Method[];
  /** As OpenAPI writes it, from `/pages` on. */
  path: string;
  /** Names it in the document. */
  name: string;
  summary: string;
  answer: z.ZodType | null;
  query: z.ZodObject | null;
};

export type Endpoint = About &
  (
    | { does: "read"; read: (call: Call, query: unknown) => Promise<unknown> }
    | {
        does: "write";
        /** A token must have one of these; more may be needed for what is asked for. */
        scopes: readonly Scope[];
        status: number;
        body: z.ZodType;
        /** A body that can be sent as it stands, but for ids. */
        example: unknown;
        /** Throws before anything is done unless the request can be taken. */
        prepare: (call: Call, sent: { query: unknown; body: unknown }) => () => Promise<Done>;
        show: (subject: Subject, beside: Beside) => Promise<unknown>;
      }
  );

type Reading<Q extends z.ZodObject> = Pick<About, "path" | "name" | "summary"> & {
  query?: Q;
  answer: z.ZodType;
  read: (call: Call, query: z.output<Q>) => Promise<unknown>;
};

export function reads<Q extends z.ZodObject>({ query, read, ...about }: Reading<Q>): Endpoint {
  return {
    ...about,
    methods: ["GET"],
    query: query ?? null,
    does: "read",
    read: (call, sent) => read(call, (query ? parsedQuery(query, sent) : {}) as z.output<Q>),
  };
}

type Writing<B extends z.ZodType> = Pick<About, "path" | "name" | "summary" | "methods"> & {
  scopes: readonly Scope[];
  status?: number;
  body: B;
  example?: unknown;
  query?: z.ZodObject;
  answer: z.ZodType | null;
  /** What the fields of commands are called within the body. */
  prefix: string;
  write: (call: Call, body: z.output<B>, query: Record<string, unknown>) => Promise<Done>;
  show: (subject: Subject, beside: Beside) => Promise<unknown>;
};

export function writes<B extends z.ZodType>({ write, prefix, ...about }: Writing<B>): Endpoint {
  const { body: bodySchema, query: querySchema = null, status = 200, example = null } = about;
  return {
    ...about,
    query: querySchema,
    status,
    does: "write",
    body: bodySchema,
    example,
    prepare: (call, { query, body }) => {
      const given = parsedBody(bodySchema, body);
      const asked = querySchema ? parsedQuery(querySchema, query) : {};
      return () => withWireNames(prefix, () => write(call, given, asked as Record<string, unknown>));
    },
  };
}

/** Throws unless a token may do what one of the scopes is for. */
export function requireScope({ permissions }: Actor, ...scopes: readonly Scope[]): void {
  if (scopes.some((scope) => covers(permissions, scope))) return;
  const names = [...scopes, "all"].map((scope) => `“${scope}”`).join(" or ");
  throw new Refusal("forbidden", `This takes a token with the scope ${names}.`);
}

function parsedQuery(schema: z.ZodObject, sent: unknown): unknown {
  const result = schema.safeParse(sent);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new Unreadable(400, issue?.message ?? "", { field: issue?.path.join(".") ?? "query" });
}

function parsedBody<B extends z.ZodType>(schema: B, sent: unknown): z.output<B> {
  const result = schema.safeParse(sent);
  if (result.success) return result.data;
  const errors: Record<string, string> = {};
  for (const { path, message, code } of result.error.issues) {
    const isMissing = code === "invalid_type" && message.startsWith("Invalid input: expected object");
    errors[path.join(".") || "body"] ??= isMissing ? "Send an object." : message;
  }
  throw new InvalidInput(errors);
}

const wireNames: Record<string, string> = {
  message: "body",
  "component.startAt": "start_date",
  incidentBackground: "incident_background_color",
  incidentText: "incident_text_color",
  maintenanceBackground: "maintenance_background_color",
  maintenanceText: "maintenance_text_color",
  startAt: "scheduled_for",
  endAt: "scheduled_until",
  happenedAt: "happened_at",
  resolvedAt: "resolved_at",
  nextUpdateBy: "next_update_by",
  takeOffline: "taken_offline",
  backOnline: "back_online",
  impactOverride: "impact_override",
  limitedDetail: "limited_detail",
  groupId: "group_id",
  onlyShowIfDegraded: "only_show_if_degraded",
  componentIds: "components",
  fromAt: "from",
  untilAt: "until",
  timeZone: "time_zone",
  supportLink: "support_url",
};

/** The sentences of commands, by the names that their fields have on the wire. */
async function withWireNames<T>(prefix: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    const named = Object.entries(error.fields).map(([field, sentence]) => [nameOf(prefix, field), sentence] as const);
    throw new InvalidInput(Object.fromEntries(named));
  }
}

function nameOf(prefix: string, field: string): string {
  if (field.includes(".") || field === "Idempotency-Key") return field;
  // The thing itself, as its address names it.
  if (field === "form" || /^(incident|maintenance|component|update|notice)Id$/.test(field)) return prefix;
  return `${prefix}.${wireNames[`${prefix}.${field}`] ?? wireNames[field] ?? field}`;
}
