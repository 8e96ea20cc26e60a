import type { Dialect } from "./dialects.ts";

/** Whom a load generator loads, and whose CPU time it reads. */
export type Target = Readonly<{
  port: number;
  dialect: Dialect;
  visitorPath: string;
  agentPath: string;
  /** The widget's key. */
  key: string;
  visitors: number;
  /** Who reads a chat: the agent who serves it, or all. */
  readers: "one" | "all";
  /** One agent each: the cookie that it is signed in by; empty where nobody asks for one. */
  agentCookies: readonly string[];
  serverPid: number;
  /** null: it has no database. */
  databasePid: number | null;
}>;

/** What the bench tells a load generator, one at a time. */
export type Order =
  | { kind: "connect"; target: Target }
  /** So many visitors more, who say nothing. */
  | { kind: "arrive"; target: Target; visitors: number; settleSeconds: number }
  /** They lose their connections and come back. */
  | { kind: "come-back"; target: Target }
  /** Visitors spread over the nodes, some in chats, and agents who serve them and watch the visitor list. */
  | {
      kind: "open-site";
      nodes: readonly Target[];
      visitors: number;
      chats: number;
      agents: readonly string[];
    }
  | { kind: "watch"; watchers: number }
  /** Open loop: they look at pages, and write to one another. */
  | ({ kind: "browse" } & Browsing)
  /** Closed loop: in each of so many chats (all) the next message is sent when the one before is acknowledged. */
  | { kind: "throughput"; warmUpSeconds: number; seconds: number; chats?: number }
  /** Open loop: so many a second, whether the server keeps up or not. */
  | { kind: "latency"; warmUpSeconds: number; seconds: number; perSecond: number };

/** How busy a site is: a page a visitor and a message each way a chat, every so many seconds. */
export type Browsing = Readonly<{
  warmUpSeconds: number;
  seconds: number;
  secondsAPage: number;
  secondsAMessage: number;
}>;

/** Delays in milliseconds from when a message was due to leave to its arrival, warm-up left out. */
export type Browsed = Readonly<{
  toAgents: readonly number[];
  toVisitors: readonly number[];
  pages: number;
  seconds: number;
  loadCpu: number;
}>;

/** Seconds of a stretch, by the clock and of CPU. */
export type Spent = Readonly<{
  seconds: number;
  serverCpu: number;
  databaseCpu: number;
  loadCpu: number;
  /** All processes of the machine together. */
  machineCpu: number;
}>;

export type Throughput = Spent & Readonly<{ delivered: number }>;

/** From when a message was due to leave the visitor to its arrival at the agent. */
export type Latency = Readonly<{
  messages: number;
  p50Ms: number;
  p99Ms: number;
  longestMs: number;
}>;

export type Answer =
  | { kind: "connected" }
  | { kind: "arrived"; result: Spent }
  /** Seconds after which each was welcomed. */
  | { kind: "back"; result: readonly number[] }
  | { kind: "site-opened" }
  | { kind: "watching" }
  | { kind: "browsed"; result: Browsed }
  | { kind: "throughput"; result: Throughput }
  | { kind: "latency"; result: Latency }
  | { kind: "failed"; message: string };
