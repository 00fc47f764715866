import { z } from "zod";
import { pageIdNow } from "../page-id";
import { settings } from "../settings";
import { currentFacts } from "../snapshot";
import { livingComponents } from "./component-answers";
import type { Endpoint, Method } from "./endpoint";
import { endpoints } from "./endpoints";
import { componentId } from "./examples";

export type Field = { name: string; says: string };

export type Operation = {
  name: string;
  method: Method;
  path: string;
  summary: string;
  /** Empty where each token may. */
  scopes: readonly string[];
  /** What it takes beside its path. */
  fields: Field[];
  /** A command for a shell that has `TOKEN`, and the ids that the path names, as variables. */
  curl: string;
};

/** Each operation of the API with an example, by what it is about. */
export async function reference(): Promise<{ tag: string; operations: Operation[] }[]> {
  const pageId = await pageIdNow();
  const component = livingComponents(currentFacts()?.facts.components ?? [])[0]?.id ?? componentId;
  const byTag = Map.groupBy(endpoints, ({ path }) => path.split("/")[3] ?? "pages");
  return [...byTag].map(([tag, there]) => ({
    tag,
    operations: there.map((endpoint) => operationOf(endpoint, pageId, component)),
  }));
}

function operationOf(endpoint: Endpoint, pageId: string, component: string): Operation {
  const { name, path, summary, methods, query } = endpoint;
  const [method = "GET"] = methods;
  const asked = { method, address: `${settings().siteUrl}/v1${filled(path, pageId)}` };
  if (endpoint.does === "read") {
    return { name, method, path, summary, scopes: [], fields: fieldsOf(query), curl: curlOf(asked) };
  }
  const { scopes, body, example } = endpoint;
  const sent = example === null ? null : JSON.stringify(example, null, 2).replaceAll(componentId, component);
  const fields = [...fieldsOf(query), ...fieldsOf(body)];
  return { name, method, path, summary, scopes, fields, curl: curlOf({ ...asked, sent }) };
}

const variables: Record<string, string> = {
  incident_id: "$INCIDENT_ID",
  incident_update_id: "$UPDATE_ID",
  component_id: "$COMPONENT_ID",
  id: "$GROUP_ID",
  notice_id: "$NOTICE_ID",
};

function filled(path: string, pageId: string): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => variables[name] ?? pageId);
}

type Asked = { method: Method; address: string; sent?: string | null };

function curlOf({ method, address, sent = null }: Asked): string {
  const verb = method === "GET" || (method === "POST" && sent !== null) ? "" : ` -X ${method}`;
  const lines = [`curl -sS${verb} "${address}"`, '-H "Authorization: Bearer $TOKEN"'];
  if (sent !== null) lines.push('-H "Content-Type: application/json"', `-d '${sent}'`);
  return lines.join(" \\\n  ");
}

/** The fields of a query or a body that are documented or needed, nested ones with a dot between. */
function fieldsOf(schema: z.ZodType | null, prefix = ""): Field[] {
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries(schema.shape as Record<string, z.ZodType>).flatMap(([key, field]) => {
    const name = `${prefix}${key}`;
    if (field instanceof z.ZodObject) return fieldsOf(field, `${name}.`);
    return [{ name, says: field.description ?? "" }];
  });
}
