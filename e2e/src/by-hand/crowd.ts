// Visitors who browse: `node crowd.ts PORT KEY COUNT` says "here" to its parent once all are, then changes go on.
import { randomBytes } from "node:crypto";
import { PROTOCOL_VERSION } from "@causerie/protocol/version";
import { WebSocket } from "ws";

const [port, key, count] = process.argv.slice(2);
const PAGES = 40;
const AT_ONCE = 20;
const PING_MS = 25_000;
/** A hundred changes a second, four times a second: the list's own pace. */
const CHANGES = { each: 25, everyMs: 250 };

const visitors: WebSocket[] = [];
let coming = 0;
await Promise.all(Array.from({ length: AT_ONCE }, lane));
process.send?.("here");
setInterval(() => {
  for (const visitor of visitors) tell(visitor, { t: "ping" });
}, PING_MS);
setInterval(() => {
  for (let change = 0; change < CHANGES.each; change += 1) {
    const one = visitors[Math.floor(Math.random() * visitors.length)];
    if (one) tell(one, someChange());
  }
}, CHANGES.everyMs);

async function lane(): Promise<void> {
  while (coming < Number(count)) {
    coming += 1;
    visitors.push(await arrive(coming));
  }
}

function arrive(n: number): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const headers = { origin: "http://shop.example", "user-agent": "Mozilla/5.0 (X11; Linux) Chrome/140.0" };
    const socket = new WebSocket(`ws://127.0.0.1:${port}/ws/visitor`, { headers, perMessageDeflate: false });
    socket.once("open", () => tell(socket, helloOf(n)));
    socket.once("message", (frame) =>
      JSON.parse(String(frame)).t === "welcome" ? resolve(socket) : reject(new Error(String(frame))),
    );
    socket.once("error", reject);
    socket.once("close", (code) => reject(new Error(`visitor ${n} was sent away: ${code}`)));
  });
}

function helloOf(n: number) {
  return {
    t: "hello",
    v: PROTOCOL_VERSION,
    key,
    token: `v1_${randomBytes(36).toString("base64url")}`,
    page: pageOf(n % PAGES),
    referrer: "",
    language: "en",
    idle: n % 5 === 0,
    cart: n % 7 === 0 ? { items: 3, total: 30, currency: "EUR" } : null,
    chats: [],
  };
}

function someChange() {
  const kind = Math.random();
  if (kind < 0.6) return { t: "page", page: pageOf(Math.floor(Math.random() * PAGES)) };
  if (kind < 0.8) return { t: "idle", idle: Math.random() < 0.5 };
  if (kind < 0.9) return { t: "panel", open: Math.random() < 0.5 };
  return { t: "cart", cart: { items: 1 + Math.floor(Math.random() * 5), total: 10, currency: "EUR" } };
}

function pageOf(n: number) {
  return { url: `http://shop.example/p${n}`, title: `Page ${n}` };
}

function tell(socket: WebSocket, frame: object): void {
  socket.send(JSON.stringify(frame));
}
