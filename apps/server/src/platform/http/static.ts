import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { HttpApp, HttpRoutes } from "./app.ts";
import { answerNotFound } from "./errors.ts";

const apps = resolve(import.meta.dirname, "../../../..");
const YEAR_MS = 365 * 24 * 3600 * 1000;
/** How soon a new version of the loader reaches the sites. */
const LOADER_MS = 5 * 60 * 1000;
const NOT_BUILT =
  "The dashboard is not built yet. Run `npm start`, which builds it, and load this page again.\n";

/** What is no page of the dashboard, so that a wrong address below it is answered in its own way. */
const OTHER_DOORS = /^\/(api|auth|dashboard-api|emoji|widget|files|healthz)(\/|$)/;

export type Folders = Readonly<{ dashboard: string; widget: string }>;
const built: Folders = { dashboard: join(apps, "dashboard/dist"), widget: join(apps, "widget/dist") };

/** The dashboard, and the widget's files, which pages of any site load. The folders are laid out as the URLs are. */
export function staticFiles(folders: Folders = built): HttpRoutes {
  return async (app) => {
    await app.register(fastifyStatic, { serve: false });
    await app.register(async (scope) => widgetFiles(scope, folders.widget));
    dashboardFiles(app, folders.dashboard);
  };
}

function widgetFiles(app: HttpApp, folder: string): void {
  app.addHook("onRequest", async (_request, reply) => {
    reply.header("cross-origin-resource-policy", "cross-origin").header("access-control-allow-origin", "*");
  });
  app.get("/widget.js", (_request, reply) => reply.sendFile("widget.js", folder, { maxAge: LOADER_MS }));
  app.get("/emoji/*", sendEmoji(folder));
  app.get("/widget/*", (request, reply) =>
    reply.sendFile(pathOf(request), folder, { maxAge: YEAR_MS, immutable: true }),
  );
}

/**
 * Emoji and their names, for widget and dashboard alike. The picker keeps them and asks for the ETag alone, which is of
 * the content: another build of the same changes nothing.
 */
function sendEmoji(folder: string) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const [file] = /^\/emoji\/[a-z]{2}[.]json$/.exec(pathOf(request)) ?? [];
    const etag = file && (await readFile(join(folder, `${file}.etag`), "utf8").catch(() => null));
    if (!file || !etag) return answerNotFound(request, reply);
    reply.headers({ etag, "cache-control": "no-cache", vary: "accept-encoding" });
    // Pages of other origins see only the headers that are named.
    reply.header("access-control-expose-headers", "etag");
    if (request.headers["if-none-match"] === etag) return reply.status(304).send();
    reply.type("application/json; charset=utf-8");
    const isZipped = /\bgzip\b/.test(request.headers["accept-encoding"] ?? "");
    if (isZipped) reply.header("content-encoding", "gzip");
    return reply.send(await readFile(join(folder, isZipped ? `${file}.gz` : file)));
  };
}

function dashboardFiles(app: HttpApp, folder: string): void {
  app.get("/*", (request, reply) => {
    const path = pathOf(request);
    if (OTHER_DOORS.test(path)) return answerNotFound(request, reply);
    if (path.startsWith("/assets/"))
      return reply.sendFile(path, folder, { maxAge: YEAR_MS, immutable: true });
    reply.header("cache-control", "no-cache");
    return isFile(path) ? reply.sendFile(path, folder, { cacheControl: false }) : sendIndex(folder, reply);
  });
}

/** The dashboard's addresses, as /chats/x, are its own to read. */
function sendIndex(folder: string, reply: FastifyReply): FastifyReply {
  if (existsSync(join(folder, "index.html")))
    return reply.sendFile("index.html", folder, { cacheControl: false });
  return reply.status(503).type("text/plain; charset=utf-8").send(NOT_BUILT);
}

/** As /favicon.svg. Deeper addresses are pages, whatever their dots: a chat's id has some. */
function isFile(path: string): boolean {
  return /^\/[^/]+\.[a-z0-9]+$/i.test(path);
}

/** Without the query; still percent-encoded, as sendFile decodes it. */
function pathOf(request: FastifyRequest): string {
  return request.url.replace(/[?#].*$/s, "");
}
