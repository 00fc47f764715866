import fc from "fast-check";

export type Schema = {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema | boolean;
  items?: Schema;
  format?: string;
};

const strange = fc.constantFrom(
  ..."\0,a\0b,\uFEFF,\u202Eabc,\uD800,é".split(","),
  "👩‍👩‍👧‍👦".repeat(50),
  "x".repeat(30_000),
  "<script>alert(1)</script>",
  "'; DROP TABLE incident; --",
  "__proto__",
  "%00%ff",
  "𝟙٣",
  " \t\n ",
  "9".repeat(400),
);

/** A value nested deeper than anything means. */
function nested(depth: number): unknown {
  return depth === 0 ? "deep" : depth % 2 ? [nested(depth - 1)] : { a: nested(depth - 1) };
}

const deep = fc.constantFrom(nested(10), nested(200), nested(2_000));
const wrong = fc.oneof(fc.jsonValue({ maxDepth: 2 }), strange, deep, fc.double(), fc.constant(null));

/** Times around now, and such as are none. */
const times = fc.oneof(
  fc.integer({ min: -200, max: 6_000 }).map((minutes) => new Date(Date.now() + minutes * 60_000).toISOString()),
  fc.constantFrom("0000-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2026-02-30T10:00:00Z", "2026-01-02T03:04:05+02:00"),
);

/** Mostly what a schema asks for, with the ids that there are; now and then anything in the place of any part of it. */
export function fuzzed(
  schema: Schema,
  definitions: Record<string, Schema>,
  ids: readonly string[],
): fc.Arbitrary<unknown> {
  const of = (each: Schema) => fuzzed(each, definitions, ids);
  const meant = (): fc.Arbitrary<unknown> => {
    if (schema.$ref) return of(definitions[schema.$ref.split("/").at(-1) ?? ""] ?? {});
    if (schema.const !== undefined) return fc.constant(schema.const);
    if (schema.enum) return fc.constantFrom(...schema.enum);
    if (schema.anyOf) return fc.oneof(...schema.anyOf.map(of));
    const { properties, required = [], additionalProperties, items, format } = schema;
    if (properties) {
      const fields = Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, of(each)]));
      const record = fc.record(fields, { requiredKeys: required.filter((name) => name in fields) });
      return fc
        .tuple(record, fc.integer({ min: 0, max: 9 }))
        .map(([each, luck]) => (luck === 0 ? { ...each, unknown: 1 } : each));
    }
    if (typeof additionalProperties === "object")
      return fc.dictionary(fc.constantFrom(...ids), of(additionalProperties), { maxKeys: 3 });
    switch (schema.type) {
      case "array":
        return fc.array(of(items ?? {}), { maxLength: 3 });
      case "boolean":
        return fc.boolean();
      case "integer":
      case "number":
        return fc.oneof(fc.integer({ min: 0, max: 200 }), fc.integer());
      case "null":
        return fc.constant(null);
      case "string":
        if (format === "date-time") return times;
        if (format === "date") return fc.constantFrom("2026-01-02", "2026-13-01", "1969-07-20");
        return fc.oneof(fc.constantFrom("A text", "UTC", "#123456", ...ids), fc.string({ unit: "binary" }), strange);
      default:
        return wrong;
    }
  };
  return fc.oneof({ weight: 24, arbitrary: meant() }, { weight: 1, arbitrary: wrong });
}
