import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type pg from "pg";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import type { EmbeddedPostgres } from "./embedded-postgres.ts";
import { startEmbeddedPostgres } from "./embedded-postgres.ts";
import { createPool, isConnectionError } from "./pool.ts";

const log = pino({ level: "silent" });
let dataDir: string;
let postgres: EmbeddedPostgres;
const pools: pg.Pool[] = [];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "causerie-"));
  postgres = await startEmbeddedPostgres({ dataDir, log });
});

afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.end()));
});

afterAll(async () => {
  await postgres.stop();
  await rm(dataDir, { recursive: true });
});

test("int8 values are numbers, in arrays too", async () => {
  const { rows } = await open().query(
    "SELECT 9007199254740991::int8 AS most, count(*) AS count, ARRAY[-1, NULL, 2]::int8[] AS list, NULL::int8 AS none",
  );
  expect(rows).toEqual([{ most: 9007199254740991, count: 1, list: [-1, null, 2], none: null }]);
});

test("an int8 beyond 2^53 fails its query and leaves the pool working", async () => {
  const pool = open();
  await expect(pool.query("SELECT 9007199254740992::int8")).rejects.toThrow(
    "int8 9007199254740992 is beyond 2^53",
  );
  expect((await pool.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
});

test("a statement that takes too long is ended, which is no fault of the connection", async () => {
  const error = await failure(open({ statementTimeoutMs: 20 }).query("SELECT pg_sleep(60)"));
  expect(error).toMatchObject({ code: "57014" });
  expect(isConnectionError(error)).toBe(false);
});

test("[DL6] a database that falls silent, its connection still open, is a connection error, and the next one works", async () => {
  const proxy = await silentProxy();
  const pool = open({ connectionString: proxy.connectionString, answerTimeoutMs: 1_000, max: 1 });
  await pool.query("SELECT 1");
  proxy.fallSilent();
  expect(isConnectionError(await failure(pool.query("SELECT 1")))).toBe(true);
  expect((await pool.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
  proxy.close();
});

test("[DL6] a silence in which no answer is owed breaks nothing", async () => {
  const quiet = open({ answerTimeoutMs: 1_000, max: 1 });
  const connected = once(quiet, "connect");
  const ask = async () => (await quiet.query("SELECT pg_backend_pid() AS pid")).rows;
  const before = await ask();
  const [client] = await connected;
  // The silence itself, as the pool hears of it.
  await once(client.connection.stream, "timeout");
  expect(await ask()).toEqual(before);
});

test("an idle connection that breaks is logged and replaced", async () => {
  const warn = vi.fn<typeof log.warn>();
  const pool = open({ log: { info: log.info, error: log.error, warn } });
  const { rows } = await pool.query("SELECT pg_backend_pid() AS pid");
  await open().query("SELECT pg_terminate_backend($1)", [rows[0].pid]);
  await vi.waitUntil(() => warn.mock.calls.length > 0, { timeout: 100_000 });
  expect(warn).toHaveBeenCalledOnce();
  expect((await pool.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
});

test("a connection that is ended under a statement is a connection error", async () => {
  const error = await failure(open().query("SELECT pg_terminate_backend(pg_backend_pid())"));
  expect(isConnectionError(error)).toBe(true);
});

test("a server that is not there is a connection error, by every address of its name", async () => {
  expect(
    isConnectionError(
      await failure(open({ connectionString: "postgres://127.0.0.1:1/x" }).query("SELECT 1")),
    ),
  ).toBe(true);
  expect(
    isConnectionError(
      await failure(open({ connectionString: "postgres://localhost:1/x" }).query("SELECT 1")),
    ),
  ).toBe(true);
});

test.each(["57P01", "57P02", "57P03", "08006", "08P01", "ECONNREFUSED", "ECONNRESET", "EPIPE"])(
  "%s is a connection error",
  (code) => {
    expect(isConnectionError(Object.assign(new Error("lost"), { code }))).toBe(true);
  },
);

test.each([
  "PostgreSQL did not answer in time",
  "Connection terminated",
  "Connection terminated unexpectedly",
  "Connection terminated due to connection timeout",
  "timeout expired",
  "timeout exceeded when trying to connect",
  "Client has encountered a connection error and is not queryable",
  "Client was closed and is not queryable",
])('"%s" is a connection error', (message) => {
  expect(isConnectionError(new Error(message))).toBe(true);
});

test.each([
  Object.assign(new Error("duplicate key"), { code: "23505" }),
  Object.assign(new Error("a defect"), { code: 8 }),
  new Error("a defect"),
  "ECONNRESET",
  undefined,
])("%s is not", (error) => {
  expect(isConnectionError(error)).toBe(false);
});

function open(options: Partial<Parameters<typeof createPool>[0]> = {}): pg.Pool {
  const pool = createPool({ connectionString: postgres.connectionString, log, max: 2, ...options });
  pools.push(pool);
  return pool;
}

/** Stands before PostgreSQL. Those who are connected when it falls silent are neither answered nor told. */
async function silentProxy() {
  const { hostname, port } = new URL(postgres.connectionString);
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    const onward = connect(Number(port), hostname);
    sockets.push(socket, onward);
    for (const end of [socket, onward]) end.on("error", () => undefined);
    socket.pipe(onward).pipe(socket);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const target = new URL(postgres.connectionString);
  target.port = String((server.address() as AddressInfo).port); // listening on TCP, it is one
  return {
    connectionString: target.href,
    fallSilent: () => {
      for (const socket of sockets) socket.unpipe();
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

async function failure(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.unreachable("it should have failed"),
    (error: unknown) => error,
  );
}
