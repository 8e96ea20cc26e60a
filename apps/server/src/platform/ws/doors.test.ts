import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { CLOSE } from "@causerie/protocol";
import { afterEach, beforeEach, expect, test } from "vitest";
import { WebSocket } from "ws";
import { type Door, Doors } from "./doors.ts";
import type { Link } from "./link.ts";

type Accepted = { link: Link; received: string[]; isClosed: boolean; fails: boolean };

// The doors of these tests do not look at who asks.
const NOBODY = {} as IncomingMessage;

let server: Server;
let doors: Doors;
let nowMs: number;
let accepted: Accepted[];
let clients: WebSocket[];
let openSlowDoor: () => void;

beforeEach(async () => {
  nowMs = 0;
  accepted = [];
  clients = [];
  doors = new Doors(
    { "/open": open, "/shut": shut, "/slow": slow, "/paced": paced },
    { warn: () => undefined, error: () => undefined },
    () => nowMs,
  );
  server = createServer();
  doors.attach(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});

afterEach(async () => {
  for (const client of clients) client.terminate();
  server.closeAllConnections();
  server.close();
  await once(server, "close");
});

const open: Door = async () => ({
  ok: true,
  open: (link) => {
    const one: Accepted = { link, received: [], isClosed: false, fails: false };
    accepted.push(one);
    return {
      receive: (text) => {
        if (one.fails) throw new Error("a defect");
        one.received.push(text);
      },
      closed: () => {
        one.isClosed = true;
      },
    };
  },
});

const paced: Door = async () => ({
  ...(await open(NOBODY)),
  pace: { framesPerSecond: 1000, burst: 10 },
});

const shut: Door = async () => ({ ok: false, status: 401, message: "Unauthorized" });

const slow: Door = async (request) => {
  await new Promise<void>((resolve) => {
    openSlowDoor = resolve;
  });
  return open(request);
};

test("[DO2] who is not let in gets the status and no socket; who is, talks", async () => {
  expect(await statusOf("/shut")).toBe(401);
  expect(await statusOf("/nowhere")).toBe(404);
  expect(await statusOf("/__proto__")).toBe(404);
  expect(await statusOf("//")).toBe(404);
  const { client, mine } = await enter();
  client.send("hello");
  await until(() => mine.received.length === 1);
  expect(mine.received).toEqual(["hello"]);
  expect(doors.size).toBe(1);
});

test("[DL10] a reader that takes no data is closed when its buffer is full; others get everything meanwhile", async () => {
  const stalled = await enter();
  const healthy = await enter();
  socketOf(stalled.client).pause();
  const heard: string[] = [];
  healthy.client.on("message", (data) => heard.push(String(data)));
  const text = "x".repeat(100_000);
  let sent = 0;
  while (!stalled.mine.isClosed) {
    stalled.mine.link.send(text);
    healthy.mine.link.send(String(sent));
    sent += 1;
    // Kernel buffers take some megabytes first.
    expect(sent).toBeLessThan(1000);
    await nextTick();
  }
  await until(() => heard.length === sent);
  expect(heard).toEqual(Array.from({ length: sent }, (_, index) => String(index)));
  expect(doors.size).toBe(1);
});

test("[DL10] one frame that is longer than the buffer reaches a reader who reads", async () => {
  const { client, mine } = await enter();
  const sizes: number[] = [];
  client.on("message", (data) => sizes.push(String(data).length));
  mine.link.send("x".repeat(5_000_000));
  mine.link.send("y");
  await until(() => sizes.length === 2);
  expect(sizes).toEqual([5_000_000, 1]);
});

test("[DL10] a reader who is slow with a long frame is not cut off by what follows it", async () => {
  const { client, mine } = await enter();
  const sizes: number[] = [];
  client.on("message", (data) => sizes.push(String(data).length));
  socketOf(client).pause();
  // More than the kernel's buffers take.
  mine.link.send("x".repeat(20_000_000));
  for (const text of ["y", "zz"]) {
    await nextTick();
    mine.link.send(text);
  }
  await nextTick();
  expect(mine.isClosed).toBe(false);
  socketOf(client).resume();
  await until(() => sizes.length === 3);
  expect(sizes).toEqual([20_000_000, 1, 2]);
});

test("[DL11] a connection that is silent for three intervals is closed, one that pings is not", async () => {
  const silent = await enter();
  const talking = await enter();
  const closed = once(silent.client, "close");
  nowMs = 30_000;
  talking.client.send("ping");
  await until(() => talking.mine.received.length === 1);
  nowMs = 45_000;
  doors.sweep();
  expect(doors.size).toBe(2);
  nowMs = 45_001;
  doors.sweep();
  await closed;
  await until(() => silent.mine.isClosed);
  expect(talking.mine.isClosed).toBe(false);
  expect(doors.size).toBe(1);
});

test("[DO3] a frame past the size limit closes the connection, one at it does not", async () => {
  const { client, mine } = await enter();
  client.send("x".repeat(512 * 1024));
  await until(() => mine.received.length === 1);
  const closed = once(client, "close");
  client.send("x".repeat(512 * 1024 + 1));
  expect((await closed)[0]).toBe(1009);
  await until(() => mine.isClosed);
  expect(mine.received.map(({ length }) => length)).toEqual([512 * 1024]);
});

test("[DO3] a binary frame is handed on as one that nobody understands", async () => {
  const { client, mine } = await enter();
  client.send(Buffer.from(`{"t":"ping"}`));
  await until(() => mine.received.length === 1);
  expect(mine.received).toEqual([""]);
});

test("[DO2] what a client sends after we closed is not done, even if it ignores the close", async () => {
  const { client, mine } = await enter();
  const raw = socketOf(client);
  // A client that does not answer a close: it reads nothing and goes on sending.
  raw.pause();
  mine.link.close(CLOSE.refused, "signed out");
  client.send("still here");
  const other = await enter();
  other.client.send("marker");
  await until(() => other.mine.received.length === 1);
  raw.resume();
  const [code] = await once(client, "close");
  expect(code).toBe(CLOSE.refused);
  await until(() => mine.isClosed);
  expect(mine.received).toEqual([]);
});

test("[DL16] a drain tells everybody to come back, lets nobody in, and the end closes as going away", async () => {
  const { client, mine } = await enter();
  const bye = once(client, "message");
  const closed = once(client, "close");
  const late = statusOf("/slow");
  await until(() => openSlowDoor !== undefined);
  doors.drain();
  expect(JSON.parse(String((await bye)[0]))).toEqual({ t: "bye", because: "draining", retryAfterMs: 500 });
  expect(await statusOf("/open")).toBe(503);
  openSlowDoor();
  expect(await late).toBe(503);
  expect(mine.isClosed).toBe(false);
  doors.closeAll();
  expect((await closed)[0]).toBe(CLOSE.goingAway);
  await until(() => doors.size === 0);
});

test("[DL16] what is sent to one who stops is not begun any more, so that the end comes", async () => {
  const { client, mine } = await enter();
  client.send("before");
  await until(() => mine.received.length === 1);
  doors.drain();
  client.send("after");
  const answered = once(client, "pong");
  client.ping();
  await answered;
  expect(mine.received).toEqual(["before"]);
});

test("[DL16] a caller who was refused and keeps their side open does not hold up the end", async () => {
  const { port } = server.address() as AddressInfo;
  const accepting = once(server, "connection");
  const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
  socket.resume().write(upgradeTo("/nowhere"));
  const [mine] = await accepting;
  await once(mine, "close");
  socket.destroy();
});

test("[DO5] who sends faster than anybody types is read more slowly, loses nothing, and keeps nobody waiting", async () => {
  const hasty = await enter("/paced");
  const other = await enter();
  const texts = Array.from({ length: 3000 }, (_, index) => `${index} ${"x".repeat(100)}`);
  for (const text of texts) hasty.client.send(text);
  other.client.send("hello");
  await until(() => other.mine.received.length === 1);
  expect(hasty.mine.received.length).toBeLessThan(3000);
  nowMs = 60_000;
  await until(() => hasty.mine.received.length === 3000);
  expect(hasty.mine.received).toEqual(texts);
});

test("[DO3] a frame that a session fails at closes its own connection only", async () => {
  const { client, mine } = await enter();
  const other = await enter();
  mine.fails = true;
  const closed = once(client, "close");
  client.send("bad luck");
  expect((await closed)[0]).toBe(1011);
  other.client.send("hello");
  await until(() => other.mine.received.length === 1);
});

test("[DL16] a client that does not answer the close does not hold up the end", async () => {
  const { client, mine } = await enter();
  socketOf(client).pause();
  doors.closeAll();
  await until(() => mine.isClosed);
  expect(doors.size).toBe(0);
});

function address(path: string): string {
  return `ws://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
}

async function enter(path = "/open"): Promise<{ client: WebSocket; mine: Accepted }> {
  const client = new WebSocket(address(path));
  clients.push(client);
  await once(client, "open");
  const mine = accepted.at(-1);
  if (!mine) throw new Error("the door opened no session");
  return { client, mine };
}

/** Asked by hand: a client would tidy up the path. */
async function statusOf(path: string): Promise<number> {
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  socket.write(upgradeTo(path));
  const [answer] = await once(socket, "data");
  socket.destroy();
  return Number(String(answer).split(" ")[1]);
}

function upgradeTo(path: string): string {
  return `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`;
}

function socketOf(client: WebSocket): Socket {
  // ws keeps it private.
  return (client as unknown as { _socket: Socket })._socket;
}

function nextTick(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await nextTick();
}
