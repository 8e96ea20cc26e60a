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
  /** Closed loop: each visitor sends the next message when the one before is acknowledged. */
  | { kind: "throughput"; warmUpSeconds: number; seconds: number }
  /** Open loop: so many a second, whether the server keeps up or not. */
  | { kind: "latency"; warmUpSeconds: number; seconds: number; perSecond: number };

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
export type Latency = Readonly<{ messages: number; p50Ms: number; p99Ms: number }>;

export type Answer =
  | { kind: "connected" }
  | { kind: "arrived"; result: Spent }
  | { kind: "throughput"; result: Throughput }
  | { kind: "latency"; result: Latency }
  | { kind: "failed"; message: string };
