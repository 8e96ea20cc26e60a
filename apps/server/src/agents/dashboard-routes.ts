import type { FastifyRequest } from "fastify";
import type { SignIn } from "../accounts/index.ts";
import type { Config } from "../platform/config.ts";
import type { HttpApp, HttpRoutes } from "../platform/http/app.ts";
import { refuseForeignOrigin } from "../platform/http/origin.ts";
import { HttpRefusal } from "../platform/http/refusal.ts";
import type { Agents } from "./agents.ts";
import { forbidden } from "./refusal.ts";
import type { Agent } from "./store.ts";

/** Where the dashboard reads and writes what is not live. Not the public API, which is /api/v2. */
const PREFIX = "/dashboard-api";

type Deps = Readonly<{ config: Pick<Config, "publicUrl">; agents: Agents; signIn: SignIn }>;

const callers = new WeakMap<FastifyRequest, Agent>();

/** A feature's routes for signed-in agents, by the dashboard's cookie and from its own pages only [DO2]. */
export function dashboardRoutes(deps: Deps, routes: (app: HttpApp) => void): HttpRoutes {
  return async (app) => {
    await app.register(
      async (scope) => {
        scope.addHook("onRequest", async (request, reply) => {
          reply.header("cache-control", "no-store");
          refuseForeignOrigin(request, deps.config);
          callers.set(request, await signedIn(deps, request));
        });
        routes(scope);
      },
      { prefix: PREFIX },
    );
  };
}

async function signedIn({ signIn, agents }: Deps, request: FastifyRequest): Promise<Agent> {
  const who = await signIn.whoIs(request.headers);
  const agent = who && (await agents.ofPerson(who.personId));
  if (!agent) throw new HttpRefusal("unauthorised", "You are signed out. Sign in and try again.");
  return agent;
}

/** Whoever asks a route of `dashboardRoutes`. */
export function agentOf(request: FastifyRequest): Agent {
  const agent = callers.get(request);
  if (!agent) throw new Error("a dashboard route ran without its authentication");
  return agent;
}

/** An `onRequest` hook of one route or scope. */
export async function administratorsOnly(request: FastifyRequest): Promise<void> {
  if (agentOf(request).role !== "agent") return;
  throw forbidden("administrators-only");
}
