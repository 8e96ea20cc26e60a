import { createHash } from "node:crypto";
import type { Pool } from "pg";
import type { Bus } from "./bus.ts";
import { inProcessHub } from "./in-process.ts";
import type { BusLog } from "./listeners.ts";
import { redisBus } from "./redis.ts";

/** The bus of this process: without Redis, nobody else is on it. */
export async function openBus(redisUrl: string | undefined, pool: Pool, log: BusLog): Promise<Bus> {
  if (redisUrl === undefined) return inProcessHub(log).join();
  const secret = await busSecret(pool);
  return redisBus({ url: redisUrl, channel: `causerie:${nameOf(secret)}`, secret, log });
}

/** By what this installation's names on a Redis differ from another's. */
export async function installationName(pool: Pool): Promise<string> {
  return nameOf(await busSecret(pool));
}

function nameOf(secret: string): string {
  return createHash("sha256").update(`channel ${secret}`).digest("hex").slice(0, 16);
}

async function busSecret(pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ value: string }>(
    "select value from installation_secret where name = 'bus'",
  );
  const [secret] = rows;
  if (!secret) throw new Error("the secret by which nodes know each other is not in the store");
  return secret.value;
}
