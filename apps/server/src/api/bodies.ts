import type { FastifyRequest } from "fastify";
import type { HttpApp } from "../platform/http/app.ts";

/** Clients send JSON under any Content-Type, or none. */
export function parseEveryBody(app: HttpApp): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "string" }, app.getDefaultJsonParser("error", "error"));
}

/**
 * Before the schema looks: nulls are what a client did not set, `a.b` is `{a: {b}}` (zenpy flattens nested objects),
 * and flags come as 0 and 1 too.
 */
export async function straightenBody(request: FastifyRequest): Promise<void> {
  if (isRecord(request.body)) request.body = straighten(request.body);
}

type Json = Record<string, unknown>;

function straighten(body: Json): Json {
  const straight: Json = {};
  for (const [key, value] of Object.entries(body)) {
    if (value === null) continue;
    const [name = key, ...path] = key.split(".");
    if (path.length === 0) put(straight, name, isRecord(value) ? straighten(value) : value);
    else put(straight, name, straighten({ [path.join(".")]: value }));
  }
  return straight;
}

const FLAGS = new Set(["enabled", "owner", "administrator", "chat_enabled"]);

function put(target: Json, name: string, value: unknown): void {
  const known = target[name];
  if (isRecord(known) && isRecord(value)) target[name] = { ...known, ...value };
  else target[name] = FLAGS.has(name) && (value === 0 || value === 1) ? value === 1 : value;
}

function isRecord(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
