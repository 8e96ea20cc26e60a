import type { FastifyRequest } from "fastify";
import type { Config } from "../config.ts";

const FORWARDING = ["forwarded", "x-forwarded-for", "x-real-ip", "via"] as const;

/**
 * Whether somebody on this very machine asks. Not so when a proxy on this machine that nobody declared passes on
 * a stranger's request, and not so when another site's name was made to point here (DNS rebinding).
 */
export function isFromThisMachine(
  request: FastifyRequest,
  { trustedProxies }: Pick<Config, "trustedProxies">,
) {
  if (!isLoopbackAddress(request.ip) || !isLoopbackName(request.headers.host ?? "")) return false;
  const isForwarded = FORWARDING.some((name) => request.headers[name] !== undefined);
  return !isForwarded || trustedProxies.length > 0;
}

function isLoopbackAddress(address: string): boolean {
  return address === "::1" || /^(::ffff:)?127\./i.test(address);
}

function isLoopbackName(host: string): boolean {
  const name = URL.parse(`http://${host}`)?.hostname ?? "";
  return (
    name === "localhost" || name.endsWith(".localhost") || name === "[::1]" || /^127\.[\d.]+$/.test(name)
  );
}
