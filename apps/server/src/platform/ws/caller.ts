import type { IncomingMessage } from "node:http";
import proxyAddr from "@fastify/proxy-addr";
import type { Caller } from "./link.ts";

/** [DO4] `trustedProxies`: addresses and CIDR blocks; only theirs is the header that names the visitor. */
export function callerReader(trustedProxies: readonly string[]): (request: IncomingMessage) => Caller {
  const isTrusted = proxyAddr.compile([...trustedProxies]);
  // Without a proxy the headers are not looked at.
  const addressOf = (request: IncomingMessage) =>
    trustedProxies.length === 0 ? (request.socket.remoteAddress ?? "") : proxyAddr(request, isTrusted);
  return (request) => ({
    address: addressOf(request),
    userAgent: request.headers["user-agent"] ?? "",
    origin: request.headers.origin ?? null,
  });
}
