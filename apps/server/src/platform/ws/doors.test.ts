import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { CLOSE } from "@causerie/protocol";
import { afterEach, beforeEach, expect, test } from "vitest";
import { WebSocket } from "ws";
import { type Door, Doors } from "./doors.ts";
import type { Link } from "./link.ts";

type Accepted = { link: Link; received: string[]; isClosed: boolean };

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
    { "/open": open, "/shut": shut, "/slow": slow },
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
    const one: Accepted = { link, received: [], isClosed: false };
    accepted.push(one);
    return {
      receive: (text) => void one.received.push(text),
      closed: () => {
        one.isClosed = true;
      },
    };
  },
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

async function enter(): Promise<{ client: WebSocket; mine: Accepted }> {
  const client = new WebSocket(address("/open"));
  clients.push(client);
  await once(client, "open");
  const mine = accepted.at(-1);
  if (!mine) throw new Error("the door opened no session");
  return { client, mine };
}

/** Asked by hand: a client would tidy up the path. */
async function statusOf(path: string): Promise<number> {
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  socket.write(
    `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
  );
  const [answer] = await once(socket, "data");
  socket.destroy();
  return Number(String(answer).split(" ")[1]);
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
