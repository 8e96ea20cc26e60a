import { Redis } from "ioredis";

/** A request does not wait longer than this to be counted. */
const ANSWER_MS = 500;

/** Where the nodes count requests together. Without it each counts for itself. */
export type SharedLimits = Readonly<{
  options: { redis: Redis; nameSpace: string; skipOnError: true };
  close: () => void;
}>;

/** While Redis is away nobody is counted: it must not keep anybody out. `installation`: Redis may serve several. */
export function openLimits(redisUrl: string, installation: string): SharedLimits {
  const redis = new Redis(redisUrl, {
    connectionName: "causerie-limits",
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    connectTimeout: ANSWER_MS,
    commandTimeout: ANSWER_MS,
    retryStrategy: () => 1_000,
  });
  // The bus tells of it.
  redis.on("error", () => undefined);
  return {
    options: { redis, nameSpace: `causerie:${installation}:limit:`, skipOnError: true },
    close: () => redis.disconnect(),
  };
}
