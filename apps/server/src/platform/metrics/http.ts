import { createHash, timingSafeEqual } from "node:crypto";
import type { FastifyRequest } from "fastify";
import type { Config } from "../config.ts";
import type { HttpRoutes } from "../http/app.ts";
import { isFromThisMachine } from "../http/loopback.ts";
import { HttpRefusal } from "../http/refusal.ts";
import type { PrometheusMetrics } from "./prometheus.ts";

export type MetricsRouteOptions = Readonly<{
  config: Pick<Config, "metricsToken" | "trustedProxies">;
  metrics: PrometheusMetrics;
}>;

/** How busy a company is, is its own business: for this machine, or whoever holds the token [OP1]. */
export function metricsRoute({ config, metrics }: MetricsRouteOptions): HttpRoutes {
  return async (app) => {
    app.get("/metrics", { logLevel: "warn" }, async (request, reply) => {
      if (!mayRead(request, config))
        throw new HttpRefusal(
          "forbidden",
          "Metrics are read on the server's own machine, or with METRICS_TOKEN as a bearer token.",
        );
      return reply
        .type(metrics.contentType)
        .header("cache-control", "no-store")
        .send(await metrics.text());
    });
  };
}

/** With a token set, it is asked of everybody: on a shared machine, loopback is no proof of who asks. */
function mayRead(request: FastifyRequest, config: MetricsRouteOptions["config"]): boolean {
  const { metricsToken } = config;
  if (metricsToken === undefined) return isFromThisMachine(request, config);
  return isSame(request.headers.authorization ?? "", `Bearer ${metricsToken}`);
}

/** Takes as long whatever is given. */
function isSame(given: string, expected: string): boolean {
  const [one, other] = [given, expected].map((text) => createHash("sha256").update(text).digest());
  return one !== undefined && other !== undefined && timingSafeEqual(one, other);
}
