import type { IncomingMessage } from "node:http";
import type { FastifyHelmetOptions } from "@fastify/helmet";
import type { Config } from "../config.ts";

/** What the dashboard's pages may load. The widget's files and the demo shop have headers of their own. */
export function securityHeaders({ publicUrl }: Pick<Config, "publicUrl">): FastifyHelmetOptions {
  const isHttps = publicUrl?.startsWith("https:") ?? false;
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        scriptSrcAttr: ["'none'"],
        // Mantine writes style tags and style attributes.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", "data:", "blob:"],
        fontSrc: ["'self'", "data:"],
        mediaSrc: ["'self'", "data:", "blob:"],
        // Older Safari does not take 'self' for the same host's WebSocket.
        connectSrc: ["'self'", (request) => webSocketOrigin(request, isHttps)],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        ...(isHttps && { upgradeInsecureRequests: [] }),
      },
    },
    strictTransportSecurity: isHttps && { maxAge: 31_536_000, includeSubDomains: false },
    // Browsers refuse this one, with a warning, on plain http beyond localhost.
    crossOriginOpenerPolicy: isHttps && { policy: "same-origin" },
    originAgentCluster: isHttps,
    referrerPolicy: { policy: "no-referrer" },
    xFrameOptions: { action: "deny" },
  };
}

function webSocketOrigin({ headers }: IncomingMessage, isHttps: boolean): string {
  const host = headers.host ?? "";
  // The header is the asker's: nothing of it may end the directive.
  if (!/^[\w.:[\]-]+$/.test(host)) return "'self'";
  return `${isHttps ? "wss" : "ws"}://${host}`;
}
