import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readConfig } from "./platform/config.ts";
import { createLog } from "./platform/log.ts";
import { type RunningServer, startServer } from "./server.ts";
import { cookieOf } from "./testing/doors.ts";
import { linesOf } from "./testing/log-lines.ts";
import { type FreshDatabase, freshDatabase } from "./testing/postgres.ts";
import { SocketClient } from "./testing/socket-client.ts";

/** Stands in everything that a person types, is called or is known by. */
const MARK = "zebrafinch";
const OWNER = { email: `${MARK}@agents.example`, password: `${MARK} battery staple` };
const ADDRESS = "203.0.113.77";
const TOKEN = `v1_${MARK}${"t".repeat(43)}`;

let fresh: FreshDatabase;
let folder: string;
let server: RunningServer;
let lines: string[];
beforeAll(async () => {
  fresh = await freshDatabase();
  folder = await mkdtemp(join(tmpdir(), "causerie-seen-"));
  const { sink, lines: told } = linesOf();
  lines = told;
  const config = readConfig({
    PORT: "0",
    DEMO_SHOP_PORT: "off",
    DATA_DIR: folder,
    DATABASE_URL: fresh.connectionString,
    LOG_LEVEL: "trace",
    TRUSTED_PROXIES: "127.0.0.1",
    OWNER_EMAIL: OWNER.email,
    OWNER_PASSWORD: OWNER.password,
  });
  server = await startServer(config, createLog("trace", sink));
});
afterAll(async () => {
  await server.stop();
  await fresh.drop();
  await rm(folder, { recursive: true });
});

async function signIn(password: string): Promise<Response> {
  const body = JSON.stringify({ email: OWNER.email, password });
  const headers = { "content-type": "application/json", origin: server.url, "x-forwarded-for": ADDRESS };
  return fetch(`${server.url}/auth/session?${MARK}`, { method: "POST", headers, body });
}

/** A visitor and an agent, with everything that one of them can say, right and wrong. */
async function wholeChat(): Promise<{ chatId: string; refusedId: string }> {
  expect((await signIn(`${MARK} wrong password`)).status).toBe(401);
  const signedIn = await signIn(OWNER.password);
  const cookie = cookieOf({ headers: { "set-cookie": signedIn.headers.getSetCookie() } });
  const { rows } = await fresh.pool.query("select key from account");
  const page = { url: `https://${MARK}.example/${MARK}?${MARK}`, title: MARK };
  const proxied = { "x-forwarded-for": ADDRESS, "user-agent": MARK };
  const visitor = new SocketClient(server.url, `/ws/visitor?${MARK}`, proxied);
  await visitor.open({
    key: rows[0].key,
    token: TOKEN,
    page,
    referrer: page.url,
    language: "en",
    idle: false,
    cart: null,
  });
  const agent = new SocketClient(server.url, "/ws/agent", { ...proxied, cookie, origin: server.url });
  await agent.open({});
  visitor.tell({ t: "identify", identity: { name: MARK, email: `${MARK}@visitors.example`, phone: MARK } });
  const { chatId } = await visitor.command({ type: "SendMessage", text: `${MARK} asks` });
  expect(await agent.command({ type: "ServeNext" })).toMatchObject({ t: "ack", chatId });
  await agent.command({ type: "SendMessage", chatId, text: `${MARK} answers` });
  await agent.command({ type: "WriteNote", chatId, text: `${MARK} noted` });
  await agent.command({ type: "ChangeTags", chatId, add: [MARK], remove: [] });
  const edit = { notes: { from: "", to: `${MARK} notes` } };
  const visitorId = String((await visitorIdOf(String(chatId))) ?? "");
  expect(await agent.command({ type: "EditVisitor", visitorId, changes: edit })).toMatchObject({ t: "done" });
  const refused = await agent.command({ type: "SendMessage", chatId: MARK, text: MARK });
  expect(refused).toMatchObject({ t: "refused" });
  await visitor.command({ type: "EndChat", chatId });
  // What is no frame.
  visitor.tellRaw(`{"${MARK}`);
  await visitor.frame(({ t }) => t === "fault");
  for (const path of [
    `/${MARK}`,
    `/api/v2/agents/${MARK}?q=${MARK}`,
    `/files/${MARK}/${MARK}?for=${MARK}&until=1&key=${MARK}`,
  ])
    await fetch(`${server.url}${path}`, {
      headers: { authorization: `Basic ${btoa(`${OWNER.email}:${OWNER.password}`)}` },
    });
  visitor.close();
  agent.close();
  return { chatId: String(chatId), refusedId: String(refused.id) };
}

async function visitorIdOf(chatId: string): Promise<string | undefined> {
  const { rows } = await fresh.pool.query("select visitor_id as id from chat where id = $1", [chatId]);
  return rows[0]?.id;
}

let chat: { chatId: string; refusedId: string };
beforeAll(async () => {
  chat = await wholeChat();
});

test("[OP4] the log tells requests and commands by the ids of request, account, agent or visitor, chat and command", () => {
  const told = lines.map((line) => JSON.parse(line));
  expect(told).toContainEqual(
    expect.objectContaining({
      msg: "Answered a command",
      accountId: 1,
      actor: "agent:1",
      chatId: chat.chatId,
      commandId: expect.any(String),
      answer: "ack",
    }),
  );
  expect(told).toContainEqual(
    expect.objectContaining({
      accountId: 1,
      actor: expect.stringMatching(/^visitor:./),
      chatId: chat.chatId,
    }),
  );
  expect(told).toContainEqual(
    expect.objectContaining({ actor: "agent:1", commandId: chat.refusedId, answer: "refused" }),
  );
  expect(told).toContainEqual(
    expect.objectContaining({
      msg: "Answered",
      reqId: expect.any(String),
      method: "POST",
      route: "/auth/session",
      status: 401,
    }),
  );
});

test("[OP5] nothing that a person typed, is called or is known by is in the log, at any level", () => {
  const log = lines.join("");
  for (const personal of [MARK, ADDRESS, "battery staple", "t".repeat(43)])
    expect(
      lines.filter((line) => line.includes(personal)),
      `of ${log.length} characters`,
    ).toEqual([]);
});

test("[OP5] an error of PostgreSQL that quotes a value is told without it", async () => {
  const { sink, lines: told } = linesOf();
  const error = await fresh.pool
    .query("select $1::text::bigint", [MARK])
    .catch((problem: unknown) => problem);
  expect(String(error)).toContain(MARK);
  createLog("info", sink).error({ err: error }, "failed");
  expect(told.join("")).toContain('"code":"22P02"');
  expect(told.join("")).toContain("at ");
  expect(told.join("")).not.toContain(MARK);
});

test("[OP10] every metric of ours stands in operate.md, and no other", async () => {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  const ours = [...text.matchAll(/^# TYPE (causerie_\w+) /gm)].map(([, name]) => name);
  // Where no mail is set up there are no jobs.
  const known = new Set([...ours, "causerie_jobs_total"]);
  expect([...namedIn(await operate(), /`(causerie_\w+)[`{]/g)].sort()).toEqual([...known].sort());
});

test("[OP10] every setting stands in the table of operate.md, and no other", async () => {
  const asked = new Set<string>();
  const env = new Proxy({}, { get: (_, name) => void asked.add(String(name)) });
  readConfig(env);
  const section = (await operate()).split("\n## ").find((part) => part.startsWith("Settings")) ?? "";
  const rows = section.split("\n").filter((line) => line.startsWith("| `"));
  const named = namedIn(rows.map((row) => row.split("|")[1]).join(), /`([A-Z_]+)`/g);
  expect([...named].sort()).toEqual([...asked].sort());
});

function operate(): Promise<string> {
  return readFile(join(import.meta.dirname, "../../../docs/operate.md"), "utf8");
}

function namedIn(text: string, pattern: RegExp): Set<string> {
  return new Set([...text.matchAll(pattern)].map(([, name = ""]) => name));
}

test("[OP2] the metrics have seen the chat, and their labels come from closed lists", async () => {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  for (const line of [
    'causerie_command_seconds_count{command="ServeNext",outcome="done"} 1',
    'causerie_command_seconds_count{command="SendMessage",outcome="refused"} 1',
    'causerie_chats{state="waiting"} 0',
    "causerie_mails_owed 0",
    "causerie_healthy 1",
  ])
    expect(text.split("\n")).toContain(line);
  for (const name of ["causerie_commit_seconds", "causerie_list_tick_seconds"])
    expect(text).toMatch(new RegExp(`^${name}_count [1-9]`, "m"));
  expect(text).not.toMatch(new RegExp(`${MARK}|${ADDRESS}|${chat.chatId}`));
  const ours = text.split("\n").filter((line) => line.startsWith("causerie_"));
  const labels = new Set(ours.flatMap((line) => [...line.matchAll(/[{,](\w+)="/g)].map(([, name]) => name)));
  expect([...labels].sort()).toEqual(["command", "kind", "le", "outcome", "reason", "state"]);
});
