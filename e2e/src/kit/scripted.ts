import { randomUUID } from "node:crypto";
import { type AgentClient, connectAgent } from "@causerie/client/agent";
import type { Environment, SocketLike } from "@causerie/client/environment";
import { memoryStorage } from "@causerie/client/testing";
import { connectVisitor, type VisitorClient } from "@causerie/client/visitor";
import { WebSocket } from "ws";
import { OWNER } from "./server.ts";

/** What the client needs of the world, in Node: each call is another browser. */
export function nodeEnvironment(headers: Record<string, string> = {}): Environment {
  return {
    openSocket: (url) => socket(url, headers),
    now: Date.now,
    after: (delayMs, run) => {
      const timer = setTimeout(run, delayMs);
      return () => clearTimeout(timer);
    },
    random: Math.random,
    newId: () => randomUUID(),
    storage: memoryStorage(),
    onWake: () => () => undefined,
    onHide: () => () => undefined,
  };
}

function socket(url: string, headers: Record<string, string>): SocketLike {
  const ws = new WebSocket(url, { headers });
  const like: SocketLike = {
    send: (text) => ws.send(text),
    close: (code) => ws.close(code),
    onopen: null,
    onmessage: null,
    onclose: null,
  };
  ws.on("open", () => like.onopen?.());
  ws.on("message", (data) => like.onmessage?.({ data: String(data) }));
  ws.on("close", (code, reason) => like.onclose?.({ code, reason: String(reason) }));
  // A refused connection is told by its close.
  ws.on("error", () => undefined);
  return like;
}

const authorization = `Basic ${btoa(`${OWNER.email}:${OWNER.password}`)}`;

export async function accountKey(url: string): Promise<string> {
  const answer = await fetch(`${url}/api/v2/account`, { headers: { authorization } });
  const { account_key: key } = await answer.json();
  return key;
}

/** The cookie that a browser would hold after the owner has signed in. */
export async function ownersCookie(url: string): Promise<string> {
  const answer = await fetch(`${url}/auth/session`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: url },
    body: JSON.stringify({ email: OWNER.email, password: OWNER.password }),
  });
  if (!answer.ok) throw new Error(`signing in was answered with ${answer.status}`);
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
}

export async function scriptedAgent(url: string): Promise<AgentClient> {
  const cookie = await ownersCookie(url);
  return connectAgent({
    url: `${url.replace(/^http/, "ws")}/ws/agent`,
    account: 1,
    environment: nodeEnvironment({ cookie, origin: url }),
  });
}

export function scriptedVisitor(url: string, key: string): VisitorClient {
  return connectVisitor({
    url: `${url.replace(/^http/, "ws")}/ws/visitor`,
    key,
    page: { url: "https://shop.example/", title: "Shop" },
    referrer: "",
    language: "en",
    environment: nodeEnvironment(),
  });
}
