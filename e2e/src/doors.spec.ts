import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { WebSocket } from "ws";
import { accountKey, ownersCookie, scriptedAgent, scriptedVisitor } from "./kit/scripted.ts";
import { freePort, type Server, startInVain, startServer, until } from "./kit/server.ts";

/** Close codes of the protocol, as clients of any language know them. */
const REFUSED = 4003;
const TOKEN = `v1_${"t".repeat(43)}`;
const WITHIN_MS = 15_000;

let server: Server;
let key: string;
test.beforeAll(async () => {
  server = await startServer();
  key = await accountKey(server.url);
});
test.afterAll(() => server.remove());

test("a server that takes chats is healthy", async () => {
  const answer = await fetch(`${server.url}/healthz`);
  expect(answer.status).toBe(200);
});

test("[DO2] the agents' socket takes a page of its own origin with a session, and no other", async () => {
  const cookie = await ownersCookie(server.url);
  const own = { origin: server.url, cookie };
  expect(await knock("agent", own)).toBe("open");
  expect(await knock("agent", { ...own, origin: "https://elsewhere.example" })).toBe(403);
  expect(await knock("agent", { ...own, origin: server.shopUrl })).toBe(403);
  expect(await knock("agent", { ...own, origin: "null" })).toBe(403);
  expect(await knock("agent", { cookie })).toBe(403);
  expect(await knock("agent", { origin: server.url })).toBe(401);
  expect(await knock("agent", { origin: server.url, cookie: `${cookie}0` })).toBe(401);

  // One that said hello, and one that was let in and is still silent.
  const [greeted, silent] = [connect("agent", own), connect("agent", own)];
  await Promise.all([once(greeted, "open"), once(silent, "open")]);
  const welcome = once(greeted, "message");
  greeted.send(JSON.stringify({ t: "hello", v: 1, chats: [] }));
  expect(JSON.parse(String((await welcome)[0]))).toMatchObject({ t: "welcome" });
  const closed = [greeted, silent].map((socket) =>
    once(socket, "close", { signal: AbortSignal.timeout(WITHIN_MS) }),
  );
  await fetch(`${server.url}/auth/session`, { method: "DELETE", headers: own });
  for (const [code] of await Promise.all(closed)) expect(code).toBe(REFUSED);
  expect(await knock("agent", own)).toBe(401);
});

test("[DO1] the visitors' socket reads no cookie: the token alone says who it is", async () => {
  const cookie = await ownersCookie(server.url);
  const known = await greet({ token: TOKEN }, {});
  expect(known).toMatchObject({ t: "welcome", visitor: { visitorId: expect.any(String) } });
  const withCookie = await greet({ token: TOKEN }, { cookie, origin: "https://any.example" });
  expect(withCookie).toMatchObject({ t: "welcome", visitor: known.visitor });
  const other = await greet({ token: `v1_${"o".repeat(43)}` }, { cookie });
  expect(other.visitor).not.toEqual(known.visitor);
  expect(await greet({ token: null }, { cookie })).toMatchObject({ t: "fault" });
});

test("an unknown key closes the visitors' socket for good", async () => {
  const socket = connect("visitor", {});
  await once(socket, "open");
  const closed = once(socket, "close");
  socket.send(hello({ key: "unknown", token: TOKEN }));
  expect((await closed)[0]).toBe(REFUSED);
});

test("wrong settings are named, with what was expected, and nothing starts", async () => {
  const { code, output } = await startInVain({ PORT: "eighty", LOG_LEVEL: "loud", DATA_DIR: server.dataDir });
  expect(code).toBe(1);
  expect(output).toMatch(/PORT: got "eighty"; expected .*0.*65535/);
  expect(output).toMatch(/LOG_LEVEL: got "loud"; expected .*info/);
  expect(output).not.toMatch(/^\s+at /m);
});

test("a port that is taken is named, and nothing stays behind", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "causerie-e2e-"));
  const { code, output } = await startInVain({ PORT: new URL(server.url).port, DATA_DIR: dataDir });
  await rm(dataDir, { recursive: true, force: true });
  expect(code).toBe(1);
  expect(output).toContain("set PORT to another one");
  expect(output).not.toContain('"level":50');
});

test("a second start on the same folder is told so, and disturbs nobody", async () => {
  const env = { PORT: String(await freePort()), DEMO_SHOP_PORT: "off", DATA_DIR: server.dataDir };
  const { code, output } = await startInVain(env);
  expect(code).toBe(1);
  expect(output).toContain(server.dataDir);
  expect(output).toContain("set DATA_DIR to another folder");
  expect(output).not.toMatch(/^\s+at /m);
  expect((await fetch(`${server.url}/api/v2/account`)).status).toBe(401);
  expect(await accountKey(server.url)).toBe(key);
});

test("[DL16] SIGTERM commits what is in flight or leaves it to be sent again, and takes PostgreSQL along", async () => {
  const agent = await scriptedAgent(server.url);
  const visitor = scriptedVisitor(server.url, key);
  const pid = await postmasterPid();
  try {
    visitor.send("opens");
    await until(
      () => visitor.state.chat !== null && agent.state.queue.count === 1,
      WITHIN_MS,
      () => "no chat",
    );
    const served = await agent.serveNext();
    const texts = Array.from({ length: 200 }, (_, n) => `message ${n}`);
    for (const text of texts) visitor.send(text);
    await until(
      () => visitor.state.pending.length < 195,
      WITHIN_MS,
      () => "nothing was acknowledged",
    );
    await server.stop();
    expect(visitor.state.pending.length).toBeGreaterThan(0);
    expect(isRunning(pid)).toBe(false);

    await server.start();
    const chatId = served.ok ? served.chatId : "";
    const agents = () => textsOf(agent.state.chats.get(chatId)?.entries ?? []);
    const isThere = () => visitor.state.pending.length === 0 && agents().length > texts.length;
    await until(isThere, 60_000, () => `after the restart: ${server.output}`);
    expect(agents()).toEqual(["opens", ...texts]);
    expect(textsOf(visitor.state.chat?.entries ?? [])).toEqual(["opens", ...texts]);
  } finally {
    visitor.close();
    agent.close();
  }
});

function connect(door: "agent" | "visitor", headers: Record<string, string>): WebSocket {
  return new WebSocket(`${server.url.replace("http", "ws")}/ws/${door}`, { headers });
}

/** "open", or the HTTP status of the refusal. */
async function knock(door: "agent" | "visitor", headers: Record<string, string>): Promise<"open" | number> {
  const socket = connect(door, headers);
  return new Promise((resolve, reject) => {
    socket.on("open", () => {
      socket.close();
      resolve("open");
    });
    socket.on("unexpected-response", (request, response) => {
      request.destroy();
      resolve(response.statusCode ?? 0);
    });
    // After a refusal the request that we give up says so too.
    socket.on("error", reject);
  });
}

/** The server's first answer to a visitor's hello. */
async function greet(who: { token: string | null }, headers: Record<string, string>) {
  const socket = connect("visitor", headers);
  await once(socket, "open");
  const answered = once(socket, "message");
  socket.send(hello({ key, ...who }));
  const [data] = await answered;
  socket.close();
  return JSON.parse(String(data));
}

function hello(who: { key: string; token: string | null }): string {
  const page = { url: "https://shop.example/", title: "Shop" };
  const presence = { page, referrer: "", language: "en", idle: false, cart: null };
  return JSON.stringify({ t: "hello", v: 1, ...who, ...presence, chats: [] });
}

async function postmasterPid(): Promise<number> {
  const [pid] = (await readFile(join(server.dataDir, "postgres", "postmaster.pid"), "utf8")).split("\n");
  expect(isRunning(Number(pid))).toBe(true);
  return Number(pid);
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function textsOf(entries: readonly { type: string }[]): string[] {
  return entries.flatMap((entry) => ("text" in entry ? [String(entry.text)] : []));
}
