import { readdirSync } from "node:fs";
import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, test } from "vitest";
import { GET } from "@/app/api/openapi.json/route";
import { v2Names } from "@/messages/v2/documents";
import { endpoints } from "@/server/v1/endpoints";
import { componentId } from "@/server/v1/examples";
import { addComponent } from "../server/scene";
import { ask, testApi } from "./api";

testApi();

type Operation = {
  operationId: string;
  responses: object;
  requestBody?: { content: Record<string, { example?: unknown }> };
};
type OpenApi = { openapi: string; paths: Record<string, Record<string, Operation>>; components: { schemas: object } };

const told = async () => (await GET().json()) as OpenApi;

describe("/api/openapi.json", () => {
  test("is valid OpenAPI 3.1, and each of its references leads somewhere", async () => {
    const validator = new Validator();
    const document = await told();
    const { valid, errors } = await validator.validate(structuredClone(document));
    expect(errors).toBeUndefined();
    expect(valid).toBe(true);
    expect(validator.version).toBe("3.1");
    const text = JSON.stringify(document);
    const places = [...text.matchAll(/"\$ref":"#\/([^"]+)"/g)].map((match) => match[1]?.split("/") ?? []);
    expect(places.length).toBeGreaterThan(100);
    for (const path of places) {
      const found = path.reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], document);
      expect([path.join("/"), typeof found]).toEqual([path.join("/"), "object"]);
    }
    const ids = Object.values(document.paths).flatMap((path) =>
      Object.values(path).map(({ operationId }) => operationId),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("has every endpoint of the router, and every route that lies beside it", async () => {
    const { paths } = await told();
    for (const { path, methods } of endpoints) {
      for (const method of methods) expect(paths[`/v1${path}`]).toHaveProperty(method.toLowerCase());
    }
    for (const name of v2Names) expect(paths[`/api/v2/${name}.json`]).toHaveProperty("get");
    const routes = readdirSync("app/api", { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith("/route.ts"))
      .map((name) => `/api/${name.replace(/\/route\.ts$/, "")}`);
    const others = ["/api/auth/[...nextauth]", "/api/openapi.json", "/api/v1/[...path]"];
    for (const route of routes.filter((each) => !others.includes(each) && !each.startsWith("/api/v2"))) {
      expect(Object.keys(paths)).toContain(route);
    }
  });

  test("has schemas for each field that a request may bring, with the words of old clients and ours", async () => {
    const { components } = await told();
    const { PostIncident } = components.schemas as Record<string, { properties: { incident: { properties: object } } }>;
    const fields = Object.keys(PostIncident?.properties.incident.properties ?? {});
    for (const field of [
      "name",
      "status",
      "components",
      "component_ids",
      "scheduled_for",
      "happened_at",
      "taken_offline",
    ]) {
      expect(fields).toContain(field);
    }
  });

  test("has an example for each request with a body, and each is taken as it stands", async () => {
    const id = await addComponent("Web");
    const filled = (value: unknown) => JSON.parse(JSON.stringify(value).replaceAll(componentId, id));
    const ids: Record<string, string> = {};
    for (const { path, methods, ...endpoint } of endpoints) {
      if (endpoint.does !== "write" || methods.includes("DELETE")) continue;
      expect([path, endpoint.example]).not.toEqual([path, null]);
      const where = path
        .replace("/pages/{page_id}", "")
        .replace(/^\//, "")
        .replace("{incident_id}", ids.incidents ?? "")
        .replace("{incident_update_id}", ids.updates ?? "")
        .replace("{component_id}", id)
        .replace("{notice_id}", ids.notices ?? "")
        .replace("{id}", ids["component-groups"] ?? "");
      const { status, json } = await ask(`${methods[0]} ${where}`, { body: filled(endpoint.example) });
      expect([path, status]).toEqual([path, endpoint.status]);
      if (methods[0] === "POST") ids[where] = json.id;
      if (where === "incidents") ids.updates = json.incident_updates[0]?.id ?? "";
    }
  });
});
