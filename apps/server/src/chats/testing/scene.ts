import { isDeepStrictEqual } from "node:util";
import type { ChatId, RecordedEvent } from "@causerie/domain";
import type { Queue } from "@causerie/protocol";
import type { Pool } from "pg";
import { type Hub, inProcessHub } from "../../platform/bus/in-process.ts";
import { untilAnswered } from "../../platform/sql/retry.ts";
import { freshDatabase } from "../../testing/postgres.ts";
import type { AgentOfAccount } from "../lookups.ts";
import { pagesAfter } from "../store.ts";
import { Sweep } from "../sweep.ts";
import {
  addAccount,
  addAgent,
  agentSocket,
  createNode,
  type TestAccount,
  type TestNode,
  type TestSocket,
  TIME_OUTS,
  visitorSocket,
} from "./node.ts";

export const settingsOf = () => TIME_OUTS;

/** A database of its own with a node on it; each test takes an account of its own, so that queues do not mix. */
export type Scene = {
  pool: Pool;
  connectionString: string;
  node: TestNode;
  /** What joins the nodes, and cuts one off. */
  hub: Hub;
  /** One more, on the same database and the same bus. */
  newNode(pool?: Pool): TestNode;
  /** One more, which hears nothing from the others: the bus may lose. */
  newDeafNode(): TestNode;
  newAccount(agentCount?: number): Promise<TestAccount>;
  /** Gives the new agent's place among the account's. */
  addAgentTo(account: TestAccount): Promise<number>;
  close(): Promise<void>;
};

export async function openScene(): Promise<Scene> {
  const database = await freshDatabase();
  const hub = inProcessHub();
  const accounts: TestAccount[] = [];
  const nodes: TestNode[] = [];
  const newNode = (pool: Pool = database.pool, on: Hub = hub) => {
    const node = createNode(pool, accounts, on.join());
    nodes.push(node);
    return node;
  };
  return {
    pool: database.pool,
    connectionString: database.connectionString,
    node: newNode(),
    hub,
    newNode: (pool) => newNode(pool),
    newDeafNode: () => newNode(database.pool, inProcessHub()),
    newAccount: async (agentCount = 2) => {
      const account = await addAccount(database.pool, agentCount);
      accounts.push(account);
      return account;
    },
    addAgentTo: async ({ accountId, agents }) =>
      agents.push(await addAgent(database.pool, accountId, agents.length)) - 1,
    close: async () => {
      for (const node of nodes) await node.stop();
      await database.drop();
    },
  };
}

export function agentOf(account: TestAccount, index = 0): AgentOfAccount {
  const agent = account.agents[index];
  if (!agent) throw new Error(`the account has no agent ${index}`);
  return agent;
}

export function sweepOf(node: TestNode): Sweep {
  return new Sweep({ ...node.context, settingsOf: node.context.accounts.settingsOf });
}

/** A visitor who has written once and waits. */
export async function waitingVisitor(node: TestNode, account: TestAccount, token?: string) {
  const visitor = await visitorSocket(node, account, token);
  const { chatId } = await acked(visitor, { type: "SendMessage", text: "Hello" });
  return { visitor, chatId };
}

/** A visitor and an agent in one chat. */
export async function servedVisitor(node: TestNode, account: TestAccount, token?: string) {
  const { visitor, chatId } = await waitingVisitor(node, account, token);
  const agent = await agentSocket(node, agentOf(account));
  await acked(agent, { type: "ServeChat", chatId });
  return { visitor, agent, chatId };
}

export type Ack = { chatId: string; firstSeq: number; lastSeq: number };

/** Gives a command that must not be refused. */
export async function acked(socket: TestSocket, command: object, id?: string): Promise<Ack> {
  const { t, chatId, firstSeq, lastSeq, ...rest } = await socket.command(command, id);
  if (t !== "ack") throw new Error(`refused: ${JSON.stringify({ command, rest })}`);
  // An ack's fields (frames.ts).
  return { chatId, firstSeq, lastSeq } as Ack;
}

/** Why a command is refused. */
export async function refusalOf(socket: TestSocket, command: object, id?: string): Promise<unknown> {
  const answer = await socket.command(command, id);
  return answer.t === "refused" ? answer.refusal : answer;
}

/** Waits for what no frame tells; the test's own time-out is the limit. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setImmediate(resolve));
}

/** How many sessions of the database wait for a lock. */
export async function lockWaits(pool: Pool): Promise<number> {
  const { rows } = await pool.query(
    "select count(*) as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
  );
  return rows[0].n;
}

/** Cuts the sockets of one person and waits until the store says that nobody of theirs is connected. */
export async function leave(node: TestNode, sockets: TestSocket[], subject: string): Promise<void> {
  for (const socket of sockets) socket.cut();
  const { pool } = node.context;
  await until(async () => {
    const { rows } = await pool.query("select max(held_until) as until from lease where subject = $1", [
      subject,
    ]);
    return rows[0].until !== null && rows[0].until <= node.now.ms;
  });
}

/** `ms` later, everybody else having stayed connected, what is due is done. */
export async function pass(node: TestNode, ms: number): Promise<void> {
  node.now.ms += ms;
  await node.context.leases.renew();
  await sweepOf(node).run();
}

export function visitorIdOf(socket: TestSocket): string {
  const welcome = socket.frames.find(({ t }) => t === "welcome");
  if (!welcome) throw new Error("the socket was not welcomed");
  // The welcome names the visitor (frames.ts).
  return (welcome.visitor as { visitorId: string }).visitorId;
}

/** Read as the product reads: a test that kills connections may have killed this one. */
export function storedLog(pool: Pool, chatId: string): Promise<RecordedEvent[]> {
  return untilAnswered(
    async () => (await Array.fromAsync(pagesAfter(pool, chatId as ChatId, 0))).flat(),
    () => false,
  );
}

/** What the log says, without numbers and times, which tests of meaning leave to others. */
export async function storyOf(pool: Pool, chatId: string): Promise<string[]> {
  return (await storedLog(pool, chatId)).map(lineOf);
}

function lineOf(event: RecordedEvent): string {
  switch (event.type) {
    case "ChatStarted":
      return `started by ${event.by}`;
    case "MessageSent":
      return `${event.from.kind === "agent" ? event.from.name : "visitor"}: ${event.text}`;
    case "AgentJoined":
    case "AgentLeft":
    case "AgentDisconnected":
      return `${event.type} ${event.agent.name}`;
    case "ChatEnded":
      return `ended by ${event.by.kind === "agent" ? event.by.name : event.by.kind}`;
    default:
      return event.type;
  }
}

/** What the Serve button was last told: with the welcome, or after it. */
export function queueOf(socket: TestSocket): unknown {
  return socket.frames.findLast(({ t }) => t === "queue" || t === "welcome")?.queue;
}

/** Waits until the Serve button was told just this. */
export function queueIs(socket: TestSocket, queue: Queue): Promise<void> {
  return until(() => isDeepStrictEqual(queueOf(socket), queue));
}

export const NO_REQUESTS: Queue = { count: 0, oldest: null, onlyExcluded: 0 };

type Entry = { seq: number };
export type Replica = { upTo: number; entries: Entry[]; view: unknown };

/** What a socket's frames make of a chat. Fails on a delivery that does not begin where the one before ended [DL8]. */
export function replicaOf(socket: TestSocket, chatId: string, held?: Replica): Replica {
  let replica: Replica | null = held ?? null;
  for (const part of partsOf(socket, chatId)) {
    if (part.kind === "snapshot") replica = { upTo: part.upTo, entries: part.entries, view: part.view };
    else if (!replica || replica.upTo !== part.from)
      throw new Error(`a gap: ${JSON.stringify({ replica, part })}`);
    else replica = { ...replica, upTo: part.upTo, entries: [...replica.entries, ...part.entries] };
  }
  if (!replica) throw new Error(`nothing was told of ${chatId}`);
  return replica;
}

type Part = { kind: string; chatId: string; from: number; upTo: number; entries: Entry[]; view?: unknown };

function partsOf(socket: TestSocket, chatId: string): Part[] {
  const parts = socket.frames.flatMap((frame): Part[] => {
    // The shapes of frames.ts.
    if (frame.t === "welcome") return frame.chats as Part[];
    if (frame.t === "chat") return [frame.chat as Part];
    return frame.t === "events" ? [{ kind: "events", ...frame } as unknown as Part] : [];
  });
  return parts.filter((part) => part.chatId === chatId);
}
