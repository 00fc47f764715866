import { readFileSync } from "node:fs";
import Ajv2020, { type ValidateFunction } from "ajv/dist/2020";
import addFormats from "ajv-formats";

const folder = "tests/contracts";
const ajv = addFormats(new Ajv2020({ allErrors: false, strict: false }));
const compiled = new Map<string, ValidateFunction>();

/** What a document of the API v2 has against its schema; null when nothing. */
export function faultOf(name: string, document: unknown): string | null {
  const known = name === "incidents/resolved" ? "incidents" : name;
  const validate = compiled.get(known) ?? ajv.compile(contract(`${known.replace("/", "-")}.schema.json`) as object);
  compiled.set(known, validate);
  return validate(document) ? null : `${name}: ${ajv.errorsText(validate.errors)}`;
}

/** A recorded form of a document, made up in its content. */
export function sampleOf(name: string): unknown {
  return contract(`samples/${name}.json`);
}

function contract(name: string): unknown {
  return JSON.parse(readFileSync(`${folder}/${name}`, "utf8"));
}

/** The keys of a document and of all within it, in order; of a list what its members have. */
export function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== "object" || value === null) return null;
  return Object.entries(value).map(([key, each]) => [key, shapeOf(each)]);
}
