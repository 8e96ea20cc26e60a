import { readFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import fastifyStatic from "@fastify/static";
import Fastify, { type FastifyInstance, type FastifyReply } from "fastify";
import { errorCode } from "../sql/error-code.ts";

const publicFolder = resolve(import.meta.dirname, "../../../../demo-shop/public");

export type DemoShopOptions = Readonly<{
  /** Where the chat server is: https://chat.example.com. Asked at each page, since it may be known only later. */
  chatOrigin: () => string;
  /** Null before the set-up: the pages are then shown without a chat. */
  accountKey: () => Promise<string | null>;
  folder?: string;
}>;

export type DemoShop = Readonly<{ url: string; close: () => Promise<void> }>;

/** Serves the demo shop on an origin of its own, as a customer's site has. `port` 0: any free one. */
export async function startDemoShop(
  options: DemoShopOptions & Readonly<{ host: string; port: number }>,
): Promise<DemoShop> {
  const app = await buildDemoShop(options);
  await app.listen({ host: options.host, port: options.port });
  const { port } = app.server.address() as AddressInfo; // listening on TCP, it is one
  return { url: `http://${hostInUrl(options.host)}:${port}`, close: () => app.close() };
}

async function buildDemoShop(options: DemoShopOptions): Promise<FastifyInstance> {
  const { folder = publicFolder } = options;
  const app = Fastify({ forceCloseConnections: true, requestTimeout: 30_000 });
  await app.register(fastifyStatic, { serve: false });
  app.addHook("onRequest", async (_request, reply) => {
    // Strict on purpose: the widget promises to need no more than this of a site.
    reply.header("content-security-policy", contentSecurityPolicy(options.chatOrigin()));
    reply.header("cache-control", "no-cache").header("x-content-type-options", "nosniff");
  });
  app.get("/*", async (request, reply) => {
    const path = request.url.replace(/[?#].*$/s, "");
    const page = pageOf(path);
    if (page === null) return reply.sendFile(path, folder, { cacheControl: false });
    return sendPage(join(folder, page), options, reply);
  });
  return app;
}

function contentSecurityPolicy(chat: string): string {
  const webSocket = chat.replace(/^http/, "ws");
  return [
    "default-src 'self'",
    `script-src 'self' ${chat}`,
    `connect-src ${chat} ${webSocket}`,
    "style-src 'self'",
    `img-src 'self' data: ${chat}`,
  ].join("; ");
}

/** A page's file; null: something else. Only plain names, so that no path leads out of the folder. */
function pageOf(path: string): string | null {
  if (path === "/") return "index.html";
  const [, name] = /^\/([a-z0-9-]+)(\.html)?$/.exec(path) ?? [];
  return name === undefined ? null : `${name}.html`;
}

async function sendPage(file: string, options: DemoShopOptions, reply: FastifyReply): Promise<FastifyReply> {
  const template = await readFile(file, "utf8").catch((error: unknown) => {
    if (errorCode(error) === "ENOENT") return null;
    throw error;
  });
  if (template === null) {
    reply.callNotFound();
    return reply;
  }
  const page = template
    .replaceAll("{{CHAT_ORIGIN}}", options.chatOrigin())
    .replaceAll("{{ACCOUNT_KEY}}", (await options.accountKey()) ?? "");
  return reply.type("text/html; charset=utf-8").send(page);
}

/** As a browser on this machine reaches it: a server on every address is on loopback too. */
function hostInUrl(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "localhost";
  return host.includes(":") ? `[${host}]` : host;
}
