import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readConfig } from "./platform/config.ts";
import { createLog } from "./platform/log.ts";
import { type RunningServer, startServer } from "./server.ts";
import { cookieOf } from "./testing/doors.ts";
import { linesOf } from "./testing/log-lines.ts";
import { type FreshDatabase, freshDatabase } from "./testing/postgres.ts";
import { SocketClient } from "./testing/socket-client.ts";

const OWNER = { email: "ada@example.com", password: "correct horse battery" };
const { sink, lines } = linesOf();

let fresh: FreshDatabase;
let folder: string;
let server: RunningServer;

beforeEach(async () => {
  fresh = await freshDatabase();
  folder = await mkdtemp(join(tmpdir(), "causerie-stopping-"));
  const config = readConfig({
    PORT: "0",
    DEMO_SHOP_PORT: "off",
    DATA_DIR: folder,
    DATABASE_URL: fresh.connectionString,
    OWNER_EMAIL: OWNER.email,
    OWNER_PASSWORD: OWNER.password,
  });
  server = await startServer(config, createLog("info", sink));
});

afterEach(async () => {
  await fresh.drop();
  await rm(folder, { recursive: true });
});

async function dashboard(cookie: string): Promise<SocketClient> {
  const agent = new SocketClient(server.url, "/ws/agent", { cookie, origin: server.url });
  await agent.open({});
  return agent;
}

async function visitorWhoWrites(key: string, index: number): Promise<SocketClient> {
  const visitor = new SocketClient(server.url, "/ws/visitor");
  const page = { url: "https://shop.example/", title: "Shop" };
  const token = `v1_${String(index).padStart(43, "t")}`;
  await visitor.open({ key, token, page, referrer: "", language: "en", idle: false, cart: null });
  await visitor.command({ type: "SendMessage", text: "Hello" });
  return visitor;
}

async function signIn(): Promise<string> {
  const headers = { "content-type": "application/json", origin: server.url };
  const body = JSON.stringify(OWNER);
  const answer = await fetch(`${server.url}/auth/session`, { method: "POST", headers, body });
  return cookieOf({ headers: { "set-cookie": answer.headers.getSetCookie() } });
}

test("[OP11] a server that stops with people in chats leaves no error and no warning in its log", async () => {
  const cookie = await signIn();
  const { rows } = await fresh.pool.query("select key from account");
  const agents = await Promise.all([1, 2, 3].map(() => dashboard(cookie)));
  await Promise.all([1, 2, 3, 4, 5].map((index) => visitorWhoWrites(rows[0].key, index)));
  expect(await agents[0]?.command({ type: "ServeNext" })).toMatchObject({ t: "ack" });
  agents[0]?.tell({ t: "status", status: "away" });
  agents[1]?.close();
  await server.stop();
  // What was begun would be told of when its turn comes.
  for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
  expect(lines.map((line) => JSON.parse(line)).filter(({ level }) => level >= 40)).toEqual([]);
});
