import { randomBytes } from "node:crypto";
import helmet from "@fastify/helmet";
import rateLimit from "@fastify/rate-limit";
import {
  type FastifyPluginAsyncTypebox,
  type TypeBoxTypeProvider,
  TypeBoxValidatorCompiler,
} from "@fastify/type-provider-typebox";
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  LogController,
  type RawReplyDefaultExpression,
  type RawRequestDefaultExpression,
  type RawServerDefault,
} from "fastify";
import type { Logger } from "pino";
import type { Config } from "../config.ts";
import { answerError, answerNotFound, refuseSchema } from "./errors.ts";
import type { SharedLimits } from "./limits.ts";
import { HttpRefusal } from "./refusal.ts";
import { securityHeaders } from "./security-headers.ts";

export type HttpApp = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;
/** A feature's routes, in a scope of their own. */
export type HttpRoutes = FastifyPluginAsyncTypebox;
export type Health = "ok" | "starting" | "draining" | "failing";

const BODY_LIMIT_BYTES = 1_000_000;
/** Fastify sets none: a body that never ends would hold its connection, and a stop, for ever. */
const REQUEST_TIMEOUT_MS = 30_000;
/** [LI9] They fit one packet, and come with the connection. */
const HEADERS_TIMEOUT_MS = 10_000;
/** Of what a person uploads over a slow line. */
const SLOW_REQUEST_TIMEOUT_MS = 30 * 60_000;

declare module "fastify" {
  interface FastifyContextConfig {
    /** Its body may take half an hour; the route itself ends one that has stopped coming. */
    slowBody?: true;
  }
}

export type HttpOptions = Readonly<{
  config: Pick<Config, "publicUrl" | "trustedProxies">;
  log: Logger;
  /** What `/healthz` says: 200 with "ok", 503 with anything else. */
  health: () => Health;
  routes: readonly HttpRoutes[];
  limits?: SharedLimits | null;
  headersTimeoutMs?: number;
}>;

/** The server's HTTP side, not yet listening. Sockets are added by `app.server.on("upgrade")`. */
export async function buildHttp(options: HttpOptions): Promise<HttpApp> {
  const { config, log, health, routes, headersTimeoutMs = HEADERS_TIMEOUT_MS } = options;
  const app = Fastify({
    loggerInstance: log as FastifyBaseLogger, // a pino logger is one; its type only says more
    // [DO4]
    trustProxy: config.trustedProxies.length > 0 && [...config.trustedProxies],
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: SLOW_REQUEST_TIMEOUT_MS,
    // Node looks for those who are late every half minute, if it is not told.
    http: { headersTimeout: headersTimeoutMs, connectionsCheckingInterval: headersTimeoutMs / 2 },
    genReqId: () => randomBytes(6).toString("hex"),
    // Its lines hold addresses and URLs, which are personal data: see logResponses.
    logController: new LogController({ disableRequestLogging: true }),
    routerOptions: { ignoreTrailingSlash: true },
    return503OnClosing: true,
    forceCloseConnections: "idle",
  })
    .setValidatorCompiler(TypeBoxValidatorCompiler)
    .withTypeProvider<TypeBoxTypeProvider>();
  app.setSchemaErrorFormatter(refuseSchema);
  app.setErrorHandler(answerError);
  app.setNotFoundHandler(answerNotFound);
  await app.register(helmet, securityHeaders(config));
  await app.register(rateLimit, {
    global: false,
    errorResponseBuilder: refuseHaste,
    ...options.limits?.options,
  });
  limitBodies(app);
  logResponses(app);
  answerHealth(app, health);
  for (const feature of routes) await app.register(feature);
  return app;
}

/** Node has one limit for all requests, which must let the slow ones through. */
function limitBodies(app: HttpApp): void {
  app.addHook("onRequest", async ({ raw, routeOptions }) => {
    if (routeOptions.config.slowBody) return;
    const timer = setTimeout(() => raw.complete || raw.destroy(), REQUEST_TIMEOUT_MS);
    raw.once("close", () => clearTimeout(timer));
  });
}

/** By route and status only: addresses, queries, bodies and credentials stay out of the log. */
function logResponses(app: HttpApp): void {
  app.addHook("onResponse", async (request, reply) => {
    const { method, routeOptions } = request;
    const line = { method, route: routeOptions.url ?? null, status: reply.statusCode };
    request.log.debug({ ...line, ms: Math.round(reply.elapsedTime) }, "Answered");
  });
}

function answerHealth(app: HttpApp, health: () => Health): void {
  app.get("/healthz", { logLevel: "warn" }, async (_request, reply) => {
    const status = health();
    return reply
      .status(status === "ok" ? 200 : 503)
      .header("cache-control", "no-store")
      .send({ status });
  });
}

function refuseHaste(_request: unknown, { max, ttl }: { max: number; ttl: number }): HttpRefusal {
  const retryAfterSeconds = Math.ceil(ttl / 1000);
  const message = `More than ${max} requests in a minute to this endpoint. Try again in ${retryAfterSeconds} s.`;
  return new HttpRefusal("too-many-attempts", message, { retryAfterSeconds });
}
