import type { IncomingMessage } from "node:http";
import proxyAddr from "@fastify/proxy-addr";
import type { Caller } from "./link.ts";

/** [DO4] `trustedProxies`: addresses and CIDR blocks; only theirs is the header that names the visitor. */
export function callerReader(trustedProxies: readonly string[]): (request: IncomingMessage) => Caller {
  const isTrusted = proxyAddr.compile([...trustedProxies]);
  return (request) => ({
    address: proxyAddr(request, isTrusted),
    userAgent: request.headers["user-agent"] ?? "",
    origin: request.headers.origin ?? null,
  });
}
