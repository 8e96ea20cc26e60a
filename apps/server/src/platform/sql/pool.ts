import type { Socket } from "node:net";
import { invariant } from "@causerie/domain";
import pg from "pg";
import { errorCode } from "./error-code.ts";
import type { Log } from "./log.ts";

/** A statement of a chat takes milliseconds; one that takes this long waits for something that will not come. */
const STATEMENT_TIMEOUT_MS = 15_000;
/** PostgreSQL ends the statement before. Where not even that is heard, the network or its machine is gone. */
const ANSWER_TIMEOUT_MS = STATEMENT_TIMEOUT_MS + 5_000;
/** Also the longest wait for a free connection: someone waits for the answer. */
const CONNECT_TIMEOUT_MS = 10_000;
/** A transaction left open would hold up every reader of the log, who reads only below the oldest one. */
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 30_000;

export type PoolOptions = Readonly<{
  connectionString: string;
  log: Log;
  /** The most connections at once. The embedded PostgreSQL has 50 for all pools together. */
  max: number;
  /** 0: none, as for migrations. */
  statementTimeoutMs?: number;
  /** A silence this long counts as a lost connection. */
  answerTimeoutMs?: number;
  /** Its connections stay when nobody needs them, so that nobody waits for a new one after a quiet while. */
  isKept?: boolean;
}>;

/** A pool whose int8 values (seqs, counts) are numbers; one beyond 2^53 fails its query instead of losing digits. */
export function createPool(options: PoolOptions): pg.Pool {
  const { connectionString, log, max, isKept = false } = options;
  const { statementTimeoutMs = STATEMENT_TIMEOUT_MS, answerTimeoutMs = ANSWER_TIMEOUT_MS } = options;
  const pool = new pg.Pool({
    connectionString,
    max,
    types: { getTypeParser },
    application_name: "causerie",
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
    keepAlive: true,
    ...(isKept && { idleTimeoutMillis: 0 }),
    ...(statementTimeoutMs > 0 && { statement_timeout: statementTimeoutMs }),
  });
  pool.on("connect", (client) => {
    // One that breaks in use fails its statements; its error, unheard, would end the process too.
    client.on("error", () => undefined);
    if (statementTimeoutMs > 0) breakWhenSilent(client, answerTimeoutMs);
  });
  // An idle connection that breaks is replaced; unheard, its error would end the process.
  // pg hangs its whole client on the error.
  pool.on("error", (error) => {
    // One that PostgreSQL's own stop overtakes is no loss.
    if (!pool.ending)
      log.warn(
        { code: errorCode(error), reason: error.message },
        "A connection to PostgreSQL was lost and is opened again. If this goes on, see PostgreSQL's own log",
      );
  });
  return pool;
}

/**
 * Where an answer is owed, a silence this long breaks the connection. One timer a connection: pg's `query_timeout` makes
 * one for each statement, and by its closures all that a statement allocated outlived two collections of the young,
 * which was the longest pause of a busy server (docs/performance.md).
 */
function breakWhenSilent(client: pg.PoolClient, answerTimeoutMs: number): void {
  // pg's types name neither; a connection has its last stream, encrypted or not, by the time it is told of.
  const opened = client as unknown as { connection: { stream: Socket }; readyForQuery: boolean };
  const { stream } = opened.connection;
  stream.setTimeout(answerTimeoutMs, () => {
    if (!opened.readyForQuery) stream.destroy(new Error(SILENT));
  });
}

const SILENT = "PostgreSQL did not answer in time";

/**
 * Whether the connection failed rather than the statement: the statement may be sent again, and a commit must first be
 * looked up, for it may have been carried out.
 */
export function isConnectionError(error: unknown): boolean {
  if (error instanceof AggregateError && error.errors.some(isConnectionError)) return true;
  if (!(error instanceof Error)) return false;
  const code = errorCode(error);
  return code.startsWith("08") || connectionCodes.has(code) || connectionMessages.test(error.message);
}

const connectionCodes: ReadonlySet<string> = new Set([
  // PostgreSQL: https://www.postgresql.org/docs/18/errcodes-appendix.html
  "57P01", // admin_shutdown
  "57P02", // crash_shutdown
  "57P03", // cannot_connect_now
  "57P05", // idle_session_timeout
  "25P03", // idle_in_transaction_session_timeout
  "53300", // too_many_connections
  // Node
  "ECONNREFUSED",
  "ECONNRESET",
  "ECONNABORTED",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
]);

/** What pg and its pool say in errors that have no code. */
const connectionMessages =
  /^Connection terminated|^PostgreSQL did not answer in time$|^timeout (exceeded when trying to connect|expired)|connection error and is not queryable|was closed and is not queryable/;

const { INT8 } = pg.types.builtins;
type TypeId = Parameters<typeof pg.types.getTypeParser>[0];
const INT8_ARRAY = 1016 as TypeId; // from pg_type.dat: pg's types name no array

const getTypeParser: typeof pg.types.getTypeParser = (oid: number, format?: "text" | "binary") => {
  if (oid === INT8) return parseInt8;
  if (oid === INT8_ARRAY) return parseInt8Array;
  return pg.types.getTypeParser(oid, format);
};

function parseInt8(text: string): number {
  const number = Number(text);
  invariant(Number.isSafeInteger(number), `int8 ${text} is beyond 2^53`);
  return number;
}

/** pg gives their digits as text. */
function parseInt8Array(text: string): (number | null)[] {
  const digits: (string | null)[] = pg.types.getTypeParser(INT8_ARRAY, "text")(text);
  return digits.map((each) => (each === null ? null : parseInt8(each)));
}
