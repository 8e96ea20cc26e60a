import type { FastifyRequest } from "fastify";
import { callerOf } from "./authentication.ts";

/** Zendesk Chat's own: 200 requests a minute for each endpoint and whoever calls it. */
export const perEndpoint = {
  config: {
    rateLimit: {
      max: 200,
      timeWindow: 60_000,
      keyGenerator: (request: FastifyRequest) => String(callerOf(request).agentId),
    },
  },
};
