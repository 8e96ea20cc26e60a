import type { IncomingHttpHeaders } from "node:http";
import type { FastifyRequest } from "fastify";
import type { Config } from "../config.ts";
import { HttpRefusal } from "./refusal.ts";

type Settings = Pick<Config, "publicUrl">;

/** Whether a page of our own asks: its Origin is PUBLIC_URL's, or the host that the request names. */
export function isOwnOrigin(headers: IncomingHttpHeaders, { publicUrl }: Settings): boolean {
  const origin = URL.parse(headers.origin ?? "");
  if (origin === null || !/^https?:$/.test(origin.protocol)) return false;
  if (publicUrl !== undefined && origin.origin === publicUrl) return true;
  // Read in the Origin's scheme, so that a default port written out makes no difference.
  return URL.parse(`${origin.protocol}//${headers.host ?? ""}`)?.host === origin.host;
}

/** Where people reach us, as far as this request tells. */
export function publicOrigin(request: FastifyRequest, { publicUrl }: Settings): string {
  return publicUrl ?? `${request.protocol}://${request.host}`;
}

/** Against forged requests from other sites: browsers name the Origin of whatever changes something. */
export function refuseForeignOrigin(request: FastifyRequest, settings: Settings): void {
  if (["GET", "HEAD", "OPTIONS"].includes(request.method)) return;
  const { origin, cookie } = request.headers;
  const isNoBrowser = origin === undefined && cookie === undefined;
  if (isNoBrowser || isOwnOrigin(request.headers, settings)) return;
  throw new HttpRefusal(
    "forbidden",
    "This request comes from another site. Use the dashboard's own address; if that is what you did, " +
      "PUBLIC_URL must be set to it.",
  );
}
