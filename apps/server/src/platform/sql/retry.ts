import { setTimeout as delay } from "node:timers/promises";
import { errorCode } from "./error-code.ts";
import { isConnectionError } from "./pool.ts";

const FIRST_DELAY_MS = 50;
const LONGEST_DELAY_MS = 1000;

/**
 * Runs until the database answers [DL6]: a lost connection leaves the outcome unknown, so `run` must be safe to
 * repeat. Any other error is thrown, and so is the connection's once `isStopping` says that nobody waits any more.
 */
export function untilAnswered<Result>(
  run: () => Promise<Result>,
  isStopping: () => boolean,
): Promise<Result> {
  return run().catch((error: unknown) => again(error, run, isStopping));
}

async function again<Result>(
  fault: unknown,
  run: () => Promise<Result>,
  isStopping: () => boolean,
): Promise<Result> {
  let error = fault;
  for (let delayMs = FIRST_DELAY_MS; ; delayMs = Math.min(delayMs * 2, LONGEST_DELAY_MS)) {
    if (!isPassing(error) || isStopping()) throw error;
    await delay(delayMs);
    try {
      return await run();
    } catch (next) {
      error = next;
    }
  }
}

/** A deadlock (40P01) has undone its transaction whole. */
function isPassing(error: unknown): boolean {
  return isConnectionError(error) || errorCode(error) === "40P01";
}
