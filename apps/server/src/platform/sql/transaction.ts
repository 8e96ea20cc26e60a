import type { Pool, PoolClient } from "pg";
import { isConnectionError } from "./pool.ts";

/** Commits what `run` did, or nothing of it when it throws. */
export async function inTransaction<Result>(
  pool: Pool,
  run: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  let fault: Error | undefined;
  try {
    await client.query("begin");
    const result = await run(client);
    await client.query("commit");
    return result;
  } catch (error) {
    fault = error instanceof Error ? error : new Error(String(error));
    // On a connection that is gone there is nobody to ask: it would be waited for in vain.
    if (!isConnectionError(error)) await client.query("rollback").catch(() => undefined);
    throw error;
  } finally {
    // After a fault the connection is not trusted again.
    client.release(fault);
  }
}
