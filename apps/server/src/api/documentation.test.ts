import Fastify, { type FastifyBaseLogger } from "fastify";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { HttpApp } from "../platform/http/app.ts";
import { type Doors, openDoors } from "../testing/doors.ts";
import { apiRoutes } from "./index.ts";

type Schema = {
  [key: string]: unknown;
  type?: unknown;
  properties?: Record<string, Schema>;
  required?: string[];
};
type Body = { content: Record<string, { schema: Schema }> };
type Operation = {
  operationId: string;
  summary: string;
  description: string;
  tags: string[];
  security?: object[];
  parameters?: { name: string; in: string; required?: boolean; schema: Schema }[];
  requestBody?: Body;
  responses: Record<string, { description: string } & Partial<Body>>;
};
type Document = {
  openapi: string;
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  tags: { name: string }[];
  security: Record<string, string[]>[];
  components: { securitySchemes: Record<string, object> };
  paths: Record<string, Record<string, Operation>>;
};

let doors: Doors;
let document: Document;
beforeAll(async () => {
  doors = await openDoors();
  document = (await doors.app.inject({ url: "/api/docs/json" })).json();
});
afterAll(() => doors.close());

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
const named = ({ method, path }: { method: string; path: string }) => `${method.toUpperCase()} ${path}`;

/** What the server routes, at either prefix, in the document's notation. */
async function routed(): Promise<string[]> {
  // A pino logger is one; its type only says more.
  const app = Fastify({ loggerInstance: pino({ level: "silent" }) as FastifyBaseLogger });
  const found: string[] = [];
  app.addHook("onRoute", ({ method, url }) => {
    for (const one of [method].flat()) if (one !== "HEAD") found.push(`${one} ${url}`);
  });
  await (app as unknown as HttpApp).register(apiRoutes(doors)); // as buildHttp, without a validator of its own
  await app.ready();
  await app.close();
  return found.map((route) => route.replace(/:(\w+)/g, "{$1}"));
}

test("the page names every public route, at both prefixes, and no other", async () => {
  const routes = (await routed()).filter((route) => route.includes(" /api/v2"));
  const prefixes = document.servers.map(({ url }) => url);
  const told = prefixes.flatMap((prefix) =>
    operations().map(({ method, path }) => named({ method, path: prefix + path })),
  );
  expect(prefixes).toEqual(["/api/v2", "/api/v2/chat"]);
  expect(told.sort()).toEqual(routes.sort());
  expect(told).toContain("PUT /api/v2/chat/departments/name/{name}");
});

test("it is OpenAPI 3.1, and every call is authenticated by Basic credentials", () => {
  expect(document.openapi).toMatch(/^3\.1\.\d+$/);
  expect(document.info.title).toBe("Causerie API");
  expect(document.info.version).toMatch(/^\d+\.\d+\.\d+$/);
  expect(document.security).toEqual([{ basic: [] }]);
  expect(document.components.securitySchemes.basic).toMatchObject({ type: "http", scheme: "basic" });
  for (const { operation } of operations()) expect(operation.security).toBeUndefined();
});

test("every route has an id of its own, a summary, a description, a known tag, and its errors described", () => {
  const ids = operations().map(({ operation }) => operation.operationId);
  expect(new Set(ids).size).toBe(ids.length);
  const tags = document.tags.map(({ name }) => name);
  for (const { path, method, operation } of operations()) {
    expect(operation.operationId, path).toMatch(/^[a-z][A-Za-z]+$/);
    expect(operation.summary, path).toMatch(/^[A-Z].{5,60}[^.]$/);
    expect(operation.description, path).toMatch(/^.{10,}\.$/s);
    expect(tags, path).toEqual(expect.arrayContaining(operation.tags));
    expect(operation.tags, path).toHaveLength(1);
    const statuses = Object.keys(operation.responses);
    expect(statuses.filter((status) => status.startsWith("2"))).toHaveLength(1);
    expect(statuses).toEqual(expect.arrayContaining(["401", "429", "503"]));
    if (method !== "get") expect(statuses).toEqual(expect.arrayContaining(["400", "403"]));
    if (path.includes("{")) expect(statuses).toEqual(expect.arrayContaining(["400", "404"]));
    for (const response of Object.values(operation.responses))
      expect(response.description).not.toMatch(/^(Default Response)?$/);
  }
});

test("its structure holds: parameters stand in the path, bodies have schemas, schemas are JSON Schema", () => {
  expect(operations().length).toBeGreaterThan(10);
  for (const { path, method, operation } of operations()) {
    expect(path).toMatch(/^\/[a-z/{}_]+$/);
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const declared = (operation.parameters ?? []).filter((parameter) => parameter.in === "path");
    expect(declared.map(({ name }) => name)).toEqual(inPath);
    for (const parameter of declared) expect(parameter.required).toBe(true);
    for (const { schema } of operation.parameters ?? []) checkSchema(schema);
    expect(operation.requestBody !== undefined).toBe(["post", "put"].includes(method));
    for (const body of [operation.requestBody, ...Object.values(operation.responses)])
      for (const { schema } of Object.values(body?.content ?? {})) checkSchema(schema);
    const answers = Object.entries(operation.responses).filter(([status]) => status !== "204");
    for (const [status, { content }] of answers) expect(content?.["application/json"], status).toBeDefined();
  }
});

const TYPES = ["object", "array", "string", "integer", "number", "boolean", "null"];

function checkSchema(schema: Schema): void {
  const { type, properties = {}, required = [], anyOf, items, ...rest } = schema;
  expect(rest).not.toHaveProperty("nullable");
  if (type !== undefined) expect(TYPES).toContain(type);
  else expect(anyOf ?? rest.const ?? rest.enum).toBeDefined();
  expect(Object.keys(properties)).toEqual(expect.arrayContaining(required));
  for (const inner of Object.values(properties)) checkSchema(inner);
  if (type === "array") checkSchema(items as Schema); // an array without items would fail there
  for (const inner of (anyOf ?? []) as Schema[]) checkSchema(inner);
}

test("the page is open to everybody, loads nothing from elsewhere, and keeps to the server's CSP", async () => {
  for (const url of ["/api/docs", "/api/docs/"]) {
    const page = await doors.app.inject({ url });
    expect([page.statusCode, page.headers["content-type"]]).toEqual([200, "text/html; charset=utf-8"]);
    expect(page.headers["content-security-policy"]).toContain("script-src 'self';");
    const links = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, link]) => link ?? "");
    expect(links.length).toBeGreaterThan(4);
    for (const link of links) {
      const address = new URL(link, "http://localhost/api/docs/");
      expect(address.origin).toBe("http://localhost");
      expect((await doors.app.inject({ url: address.pathname })).statusCode).toBe(200);
    }
    expect(page.body).not.toMatch(/<script>|<style>| on\w+=/);
  }
});
