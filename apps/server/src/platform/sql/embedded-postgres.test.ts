import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { processesIn } from "./embedded/processes.ts";
import type { EmbeddedPostgres } from "./embedded-postgres.ts";
import { startEmbeddedPostgres } from "./embedded-postgres.ts";

/** The test's own time-out is the limit: how long a start takes is the machine's affair. */
const PATIENTLY = { timeout: 100_000 };

const log = pino({ level: "silent" });
let folder: string;
let dataDir: string;
let started: EmbeddedPostgres[];
let servers: ChildProcess[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "causerie-"));
  dataDir = join(folder, "data");
  started = [];
  servers = [];
});

afterEach(async () => {
  for (const server of servers) server.kill("SIGKILL");
  // What a test left running is taken over and stopped.
  if (started.length === 0 && servers.length > 0) await start();
  await Promise.all(started.map((postgres) => postgres.stop()));
  await rm(folder, { recursive: true, force: true });
});

test("the first start makes a database, and the second finds what was written", async () => {
  const first = await start();
  await query(first, "CREATE TABLE line (words text)");
  await query(first, "INSERT INTO line VALUES ('Ça va ? 🙂')");
  await first.stop();
  const second = await start();
  expect(await query(second, "SELECT words FROM line")).toEqual([{ words: "Ça va ? 🙂" }]);
});

test("the database speaks UTF-8, keeps what it commits, and the server's role is no superuser", async () => {
  const postgres = await start();
  const [settings] = await query(
    postgres,
    `SELECT current_setting('server_version_num')::int / 10000 AS version, current_setting('fsync') AS fsync,
       current_setting('synchronous_commit') AS commit, current_setting('server_encoding') AS encoding,
       upper('é') AS upper, rolsuper AS superuser FROM pg_roles WHERE rolname = current_user`,
  );
  expect(settings).toEqual({
    version: 18,
    fsync: "on",
    commit: "on",
    encoding: "UTF8",
    upper: "É",
    superuser: false,
  });
});

test("nobody connects without the password, which only its owner may read", async () => {
  const postgres = await start();
  const stranger = new URL(postgres.connectionString);
  stranger.password = "guess";
  await expect(query({ connectionString: stranger.href }, "SELECT 1")).rejects.toMatchObject({
    code: "28P01",
  });
  expect(await query(postgres, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  const { password } = new URL(postgres.connectionString);
  const kept = join(dataDir, "postgres-password.causerie");
  expect((await readFile(kept, "utf8")).trim()).toBe(password);
  expect((await stat(kept)).mode & 0o777).toBe(0o600);
});

test("a second start on one folder is told who uses it, and the first goes on", async () => {
  const first = await start();
  await expect(start()).rejects.toThrow(
    `Another Causerie (pid ${process.pid}) uses the folder ${dataDir}: stop it, or set DATA_DIR to another folder.`,
  );
  expect(await query(first, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
});

test("a PostgreSQL left by a server that was killed is taken over", async () => {
  const { server, connectionString } = await startServer();
  const pid = await postmasterPid();
  await query({ connectionString }, "CREATE TABLE line AS SELECT 'written before' AS words");
  await kill(server);
  const next = await start();
  expect(await postmasterPid()).toBe(pid);
  expect(next.connectionString).toBe(connectionString);
  expect(await query(next, "SELECT words FROM line")).toEqual([{ words: "written before" }]);
});

test("Ctrl-C in the terminal reaches the server and leaves PostgreSQL running", async () => {
  const { server } = await startServer();
  const pid = await postmasterPid();
  process.kill(-serverPid(server), "SIGINT");
  await once(server, "exit");
  await start();
  expect(await postmasterPid()).toBe(pid);
});

test("a PostgreSQL that was taken over is stopped, and brought back when it is killed", async () => {
  const { server } = await startServer();
  await kill(server);
  const next = await start();
  process.kill(await postmasterPid(), "SIGKILL");
  await vi.waitFor(() => query(next, "SELECT 1"), PATIENTLY);
  await next.stop();
  expect(postgresProcesses()).toEqual([]);
});

test("a PostgreSQL left running that refuses the password is stopped", async () => {
  const { server, connectionString } = await startServer();
  await query({ connectionString }, "ALTER ROLE CURRENT_USER PASSWORD 'another'");
  await kill(server);
  await expect(start()).rejects.toThrow("PostgreSQL refuses the password in the data folder");
  expect(postgresProcesses()).toEqual([]);
  servers = [];
});

test("a killed PostgreSQL comes back at the same address with all that was committed", async () => {
  const postgres = await start();
  await query(postgres, "CREATE TABLE line (number int)");
  const busy = new pg.Client({ connectionString: postgres.connectionString });
  busy.on("error", () => {});
  await busy.connect();
  let acknowledged = 0;
  const writing = (async () => {
    for (;;) {
      await busy.query("INSERT INTO line VALUES ($1)", [acknowledged + 1]);
      acknowledged += 1;
    }
  })();
  await vi.waitFor(() => expect(acknowledged).toBeGreaterThan(100), PATIENTLY);
  process.kill(await postmasterPid(), "SIGKILL");
  await expect(writing).rejects.toThrow();
  await vi.waitFor(() => query(postgres, "SELECT 1"), PATIENTLY);
  const rows = await query(postgres, "SELECT number FROM line ORDER BY number");
  const everyNumber = rows.map((_, index) => ({ number: index + 1 }));
  expect(rows).toEqual(everyNumber);
  // The last commit may have been carried out though its answer was lost.
  expect([acknowledged, acknowledged + 1]).toContain(rows.length);
});

test("a statement that is still busy when PostgreSQL is killed does not keep it from coming back", async () => {
  const postgres = await start();
  const busy = query(postgres, "SELECT count(*) FROM generate_series(1, 1e12)");
  await vi.waitFor(async () => expect(await activeStatements(postgres)).toBe(2), PATIENTLY);
  process.kill(await postmasterPid(), "SIGKILL");
  await expect(busy).rejects.toThrow();
  await vi.waitFor(() => query(postgres, "SELECT 1"), PATIENTLY);
});

test("a PostgreSQL that keeps dying is given up, with what it said last", async () => {
  const postgres = await start();
  const gaveUp = new Promise<Error>((resolve) => postgres.onExit(resolve));
  await rm(join(dataDir, "postgres/PG_VERSION"));
  process.kill(await postmasterPid(), "SIGKILL");
  expect((await gaveUp).message).toMatch(
    /^PostgreSQL ended 6 times within a minute .* is not a valid data directory/s,
  );
  expect(postgresProcesses()).toEqual([]);
});

test("stopping leaves no process and frees the folder", async () => {
  const postgres = await start();
  expect(postgresProcesses()).not.toEqual([]);
  await Promise.all([postgres.stop(), postgres.stop()]);
  expect(postgresProcesses()).toEqual([]);
  expect(await query(await start(), "SELECT 1 AS one")).toEqual([{ one: 1 }]);
});

test("stopping while PostgreSQL is being brought back leaves no process", async () => {
  const postgres = await start();
  process.kill(await postmasterPid(), "SIGKILL");
  await postgres.stop();
  // The children of the one that was killed leave by themselves, as soon as they notice.
  await vi.waitFor(() => expect(postgresProcesses()).toEqual([]), PATIENTLY);
});

test("the data may lie below a folder that only its owner enters", async () => {
  await chmod(folder, 0o700);
  await mkdir(join(folder, "mine"), { mode: 0o700 });
  dataDir = join(folder, "mine", "with a space", "data");
  expect(await query(await start(), "SELECT 1 AS one")).toEqual([{ one: 1 }]);
});

test("a first start that is killed leaves nothing in the way of the next", async () => {
  const server = spawnServer();
  await vi.waitFor(async () => expect(await unfinished()).toContain("cluster/PG_VERSION"), {
    ...PATIENTLY,
    interval: 5,
  });
  await kill(server);
  expect(await query(await start(), "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  expect(await unfinished()).toEqual([]);
});

test("a postmaster.pid whose pid went to another process is no obstacle", async () => {
  await (await start()).stop();
  const file = join(dataDir, "postgres/postmaster.pid");
  await writeFile(file, `${process.pid}\n${join(dataDir, "postgres")}\n1\n5432\n\n127.0.0.1\n\nready\n`);
  expect(await query(await start(), "SELECT 1 AS one")).toEqual([{ one: 1 }]);
});

test("a database of another version is left alone", async () => {
  await (await start()).stop();
  await writeFile(join(dataDir, "postgres/PG_VERSION"), "17\n");
  await expect(start()).rejects.toThrow("was made by PostgreSQL 17, and this is PostgreSQL 18");
});

async function start(): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ dataDir, log });
  started.push(postgres);
  return postgres;
}

function spawnServer(): ChildProcess {
  const program = join(import.meta.dirname, "testing/start-and-stay.ts");
  const stdio = ["pipe", "pipe", "inherit"] as const;
  // As a shell does: in a process group of its own, which Ctrl-C reaches as a whole.
  const server = spawn(process.execPath, [program, dataDir], { stdio: [...stdio], detached: true });
  servers.push(server);
  return server;
}

async function startServer(): Promise<{ server: ChildProcess; connectionString: string }> {
  const server = spawnServer();
  const [line] = server.stdout === null ? [] : await once(server.stdout, "data");
  return { server, connectionString: String(line).trim() };
}

function serverPid({ pid }: ChildProcess): number {
  if (pid === undefined) throw new Error("The server did not start.");
  return pid;
}

async function kill(server: ChildProcess): Promise<void> {
  server.kill("SIGKILL");
  await once(server, "exit");
}

async function unfinished(): Promise<string[]> {
  const names = (await readdir(dataDir)).filter((name) => name.startsWith("postgres.unfinished-"));
  const files = await Promise.all(names.map((name) => readdir(join(dataDir, name), { recursive: true })));
  return files.flat();
}

async function activeStatements(postgres: EmbeddedPostgres): Promise<number> {
  const rows = await query(postgres, "SELECT FROM pg_stat_activity WHERE state = 'active'");
  return rows.length;
}

async function postmasterPid(): Promise<number> {
  return Number((await readFile(join(dataDir, "postgres/postmaster.pid"), "utf8")).split("\n")[0]);
}

function postgresProcesses(): number[] {
  return processesIn(join(dataDir, "postgres"), "postgres");
}

async function query(postgres: { connectionString: string }, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: postgres.connectionString });
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}
