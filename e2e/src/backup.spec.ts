import { randomBytes } from "node:crypto";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AgentClient, VisitorClient } from "@causerie/client";
import { expect, test } from "@playwright/test";
import { readStore } from "./chaos/store.ts";
import { runProgram } from "./kit/programs.ts";
import { accountKey, ownersCookie, scriptedAgent, scriptedVisitor } from "./kit/scripted.ts";
import { freePort, Server, startInVain, startServer, until } from "./kit/server.ts";
import { readFileOf, sendFile } from "./kit/uploads.ts";

const VISITORS = 12;
const WITHIN_MS = 60_000;

type Talk = { acknowledged(): Map<string, string[]>; count(): number; stop(): Promise<void> };

let folder: string;
let servers: Server[];
let agent: AgentClient | null;
let visitors: VisitorClient[];
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "causerie-backup-"));
  [servers, agent, visitors] = [[], null, []];
});
test.afterEach(async () => {
  agent?.close();
  for (const visitor of visitors) visitor.close();
  for (const server of servers) await server.remove();
  await rm(folder, { recursive: true, force: true });
});

test("[OP6] backed up under load and restored into an empty folder: what was acknowledged before is there, and work goes on", async () => {
  const first = await open();
  const content = Buffer.from(randomBytes(500_000).toString("hex"));
  const fileId = await sendFile(visitorAt(0), "notes.txt", content);
  const talk = startTalking();
  await until(
    () => talk.count() > 300,
    WITHIN_MS,
    () => "nobody talks",
  );

  const before = talk.acknowledged();
  const countBefore = talk.count();
  const backup = join(folder, "backup");
  const taken = await runProgram("backup", [backup], first.dataDir);
  expect(taken).toMatchObject({ code: 0, output: expect.stringContaining(`Backed up to ${backup}`) });
  expect(taken.output).toMatch(/\d of \d+ files/);
  expect(talk.count()).toBeGreaterThan(countBefore);
  await talk.stop();
  await first.stop();

  const dataDir = join(folder, "restored");
  expect(await runProgram("restore", [backup], dataDir)).toMatchObject({ code: 0 });
  // Where the clients look for it.
  const second = new Server({
    port: Number(new URL(first.url).port),
    shopPort: await freePort(),
    dataDir,
    env: {},
  });
  servers.push(second);
  await second.start();

  const { chats } = await readStore(await databaseOf(dataDir));
  expect(chats.size).toBe(VISITORS);
  for (const { head, events } of chats.values())
    expect(events.map(({ seq }) => seq)).toEqual(Array.from({ length: head }, (_, index) => index + 1));
  const stored = [...chats.values()].flatMap(({ events }) => textsOf(events));
  for (const [who, lines] of before) {
    const kept = stored.filter((text) => text.startsWith(`${who} says`));
    expect(kept.slice(0, lines.length)).toEqual(lines);
  }

  expect(await ownersCookie(second.url)).not.toBe("");
  await until(
    () => visitors.every(({ state }) => state.connection.kind === "online"),
    WITHIN_MS,
    () => second.output,
  );
  expect((await readFileOf(visitorAt(0), fileId)).equals(content)).toBe(true);
  visitorAt(1).send("after the restore");
  await until(
    () => visitorAt(1).state.pending.length === 0,
    WITHIN_MS,
    () => second.output,
  );
});

test("[OP7] a backup that is damaged, half or foreign is refused, and nothing is left of the attempt", async () => {
  const server = await open(1);
  await sendFile(visitorAt(0), "notes.txt", Buffer.from("some words"));
  const backup = join(folder, "backup");
  expect((await runProgram("backup", [backup], server.dataDir)).code).toBe(0);

  const changed = await copyOf(backup, "changed");
  const [path = ""] = (await readdir(join(changed, "files"), { recursive: true })).filter((name) =>
    name.includes("/"),
  );
  await writeFile(join(changed, "files", path), "other words");
  const missing = await copyOf(backup, "missing");
  await rm(join(missing, "database", "global", "pg_control"));
  const half = await copyOf(backup, "half");
  await rm(join(half, "backup.json"));
  const foreign = await copyOf(backup, "foreign");
  await change(foreign, /"system":"[^"]*"/, '"system":"plan9-mips"');
  const newer = await copyOf(backup, "newer");
  await change(newer, /"migrations":\[/, '"migrations":["9999-future",');

  const dataDir = join(folder, "restored");
  for (const [source, said] of [
    [changed, "has changed"],
    [missing, "is missing"],
    [half, "is no whole backup"],
    [join(folder, "nowhere"), "is no whole backup"],
    [foreign, "was taken on plan9-mips"],
    [newer, "was taken by a newer Causerie (it knows 9999-future)"],
  ] as const) {
    const { code, output } = await runProgram("restore", [source], dataDir);
    expect([code, output]).toEqual([1, expect.stringContaining(said)]);
    expect(output).not.toMatch(/^\s+at /m);
    expect((await readdir(dataDir).catch(() => [])).filter((name) => name.startsWith("postgres"))).toEqual(
      [],
    );
  }
});

test("[OP8] nothing is overwritten, and what cannot be done says why", async () => {
  const server = await open(1);
  await sendFile(visitorAt(0), "notes.txt", Buffer.from("some words"));
  const backup = join(folder, "backup");
  expect((await runProgram("backup", [backup], server.dataDir)).code).toBe(0);
  const empty = join(folder, "empty");

  const used = join(folder, "used");
  await mkdir(join(used, "something"), { recursive: true });
  for (const [program, args, dataDir, said] of [
    ["backup", [backup], server.dataDir, "is there already"],
    ["backup", [join(folder, "other")], empty, "No Causerie runs on"],
    ["backup", [], server.dataDir, "Usage: npm run backup -- FOLDER"],
    ["restore", [backup], server.dataDir, "Another Causerie"],
    ["restore", [backup], used, "is not empty"],
  ] as const) {
    const { code, output } = await runProgram(program, args, dataDir);
    expect([code, output]).toEqual([1, expect.stringContaining(said)]);
    expect(output).not.toMatch(/^\s+at /m);
  }
  const filesDir = join(server.dataDir, "files");
  const intoUsedFiles = await runProgram("restore", [backup], empty, { FILES_DIR: filesDir });
  expect(intoUsedFiles).toMatchObject({ code: 1, output: expect.stringContaining("set FILES_DIR") });
  const own = await runProgram("backup", [backup], empty, { DATABASE_URL: "postgres://db.example/causerie" });
  expect(own).toMatchObject({ code: 1, output: expect.stringContaining("with its own tools") });
  // Beside the backup itself nothing of all this is left.
  expect((await readdir(folder)).sort()).toEqual(["backup", "empty", "used"]);
});

test("[OP7] where a restore was interrupted nothing starts until it is done again", async () => {
  const server = await open(1);
  const backup = join(folder, "backup");
  expect((await runProgram("backup", [backup], server.dataDir)).code).toBe(0);
  const dataDir = join(folder, "restored");
  await mkdir(join(dataDir, "restore.unfinished", "database"), { recursive: true });
  const ports = { PORT: String(await freePort()), DEMO_SHOP_PORT: "off" };
  const { code, output } = await startInVain({ ...ports, DATA_DIR: dataDir });
  expect([code, output]).toEqual([1, expect.stringContaining("run npm run restore again")]);
  expect(await runProgram("restore", [backup], dataDir)).toMatchObject({ code: 0 });
  expect((await readdir(dataDir)).sort()).toEqual([
    "causerie.lock",
    "postgres",
    "postgres-password.causerie",
    "postgres-password.postgres",
  ]);
});

/** A server with an agent who serves so many visitors. */
async function open(count = VISITORS): Promise<Server> {
  const server = await startServer();
  servers.push(server);
  const made = await scriptedAgent(server.url);
  agent = made;
  const key = await accountKey(server.url);
  visitors = Array.from({ length: count }, () => scriptedVisitor(server.url, key));
  visitors.forEach((visitor, index) => {
    visitor.send(`v${index} opens`);
  });
  for (let served = 0; served < count; ) if ((await made.serveNext()).ok) served += 1;
  await until(
    () => made.state.chats.size === count,
    WITHIN_MS,
    () => "not all chats were served",
  );
  return server;
}

function visitorAt(index: number): VisitorClient {
  const visitor = visitors[index];
  if (!visitor) throw new Error(`there is no visitor ${index}`);
  return visitor;
}

/** Every visitor says their next line as soon as the last one is acknowledged. */
function startTalking(): Talk {
  const said = new Map<string, string[]>();
  let isOver = false;
  const speak = async (visitor: VisitorClient, who: string) => {
    const lines: string[] = [];
    said.set(who, lines);
    while (!isOver) {
      const text = `${who} says ${lines.length}`;
      visitor.send(text);
      await until(
        () => visitor.state.pending.length === 0,
        WITHIN_MS,
        () => `${text} was never acknowledged`,
      );
      lines.push(text);
    }
  };
  const speakers = visitors.map((visitor, index) => speak(visitor, `v${index}`));
  return {
    acknowledged: () => new Map([...said].map(([who, lines]) => [who, [...lines]])),
    count: () => [...said.values()].reduce((sum, { length }) => sum + length, 0),
    stop: async () => {
      isOver = true;
      await Promise.all(speakers);
    },
  };
}

async function copyOf(backup: string, name: string): Promise<string> {
  const copy = join(folder, name);
  await cp(backup, copy, { recursive: true });
  return copy;
}

async function change(backup: string, from: RegExp, to: string): Promise<void> {
  const path = join(backup, "backup.json");
  const text = await readFile(path, "utf8");
  if (!from.test(text)) throw new Error(`${path} has no ${from}`);
  await writeFile(path, text.replace(from, to));
}

/** Of the PostgreSQL that a server runs there. */
async function databaseOf(dataDir: string): Promise<string> {
  const password = (await readFile(join(dataDir, "postgres-password.causerie"), "utf8")).trim();
  const [, , , port] = (await readFile(join(dataDir, "postgres", "postmaster.pid"), "utf8")).split("\n");
  return `postgres://causerie:${password}@127.0.0.1:${port}/causerie`;
}

function textsOf(events: readonly object[]): string[] {
  return events.flatMap((event) => ("text" in event ? [String(event.text)] : []));
}
