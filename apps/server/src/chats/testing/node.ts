import { randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AccountId } from "@causerie/domain";
import type { AccountSettings, TimeOuts } from "@causerie/protocol";
import type { Pool } from "pg";
import { pino } from "pino";
import { DEFAULT_SETTINGS } from "../../accounts/index.ts";
import { createDepartments } from "../../departments/index.ts";
import type { Bus } from "../../platform/bus/bus.ts";
import { inProcessHub } from "../../platform/bus/in-process.ts";
import { prometheusMetrics } from "../../platform/metrics/prometheus.ts";
import { openDatabase } from "../../platform/sql/database.ts";
import type { Caller, Link, Session } from "../../platform/ws/link.ts";
import { OnSite, Windows } from "../../visitors/index.ts";
import { type Chats, createChats, createFiles, type Files } from "../index.ts";
import type { AgentOfAccount, TranscriptMails } from "../lookups.ts";

export const CALLER: Caller = { address: "127.0.0.1", userAgent: "", origin: null };

const LOG = pino({ level: "error" });
export const TIME_OUTS: TimeOuts = {
  visitorGoneAfterMs: 120_000,
  chatIdleAfterMs: 1_200_000,
  agentGoneAfterMs: 30_000,
};

/** An account with agents, in the store. */
export type TestAccount = {
  accountId: AccountId;
  key: string;
  agents: AgentOfAccount[];
  /** What differs from the defaults. */
  settings: Partial<AccountSettings>;
};

export async function addAccount(pool: Pool, agentCount: number): Promise<TestAccount> {
  const key = randomUUID().replaceAll("-", "");
  const account = await pool.query("insert into account (name, key) values ('Test', $1) returning id", [key]);
  const accountId: AccountId = account.rows[0].id;
  const agents: AgentOfAccount[] = [];
  for (let index = 0; index < agentCount; index += 1) agents.push(await addAgent(pool, accountId, index));
  return { accountId, key, agents, settings: {} };
}

export async function addAgent(pool: Pool, accountId: AccountId, index: number): Promise<AgentOfAccount> {
  const email = `${randomUUID()}@example.com`;
  const displayName = `Agent ${index + 1}`;
  await pool.query("insert into person (id, name, email, email_verified) values ($1, $2, $3, false)", [
    email,
    displayName,
    email,
  ]);
  const { rows } = await pool.query(
    `insert into agent (account_id, person_id, display_name, first_name, last_name, role)
     values ($1, $2, $3, '', '', 'agent') returning id`,
    [accountId, email, displayName],
  );
  return {
    agentId: rows[0].id,
    accountId,
    displayName,
    email,
    status: "online",
    idleTimeout: null,
    enabled: true,
  };
}

/** `folder`: where its files are. */
export type TestNode = Chats & {
  now: { ms: number };
  files: Files;
  folder: string;
  /** The sign-ins that stand no more. */
  signedOut: Set<string>;
};

/** A node over a real database, with a clock of its own; `accounts` are those that it knows. */
export function createNode(
  pool: Pool,
  accounts: TestAccount[],
  bus: Bus = inProcessHub().join(),
  transcripts: TranscriptMails | null = null,
): TestNode {
  const now = { ms: Date.UTC(2026, 0, 1) };
  const change = (accountId: AccountId, agentId: number, changes: Partial<AgentOfAccount>) => {
    const account = accounts.find((one) => one.accountId === accountId);
    Object.assign(account?.agents.find((one) => one.agentId === agentId) ?? {}, changes);
  };
  const onSite = new OnSite(() => now.ms, { placeOf: async () => ({ kind: "local" }) });
  const signedOut = new Set<string>();
  const folder = join(tmpdir(), `causerie-files-${randomUUID()}`);
  const settingsOf = (accountId: AccountId): AccountSettings => ({
    ...DEFAULT_SETTINGS,
    ...TIME_OUTS,
    ...accounts.find((account) => account.accountId === accountId)?.settings,
  });
  const typesOf = (accountId: AccountId) => settingsOf(accountId).fileTypes;
  const files = createFiles({
    pool,
    folder,
    secret: "of the tests",
    now: () => now.ms,
    nowMs: () => now.ms,
    typesOf,
  });
  const chats = createChats({
    files,
    transcripts,
    pool,
    commitPool: pool,
    visitsPool: pool,
    bus,
    accounts: {
      byKey: async (key) => accounts.find((account) => account.key === key) ?? null,
      settingsOf,
    },
    departments: createDepartments({ database: openDatabase(pool), log: LOG }),
    agents: {
      list: async (accountId) => accounts.find((account) => account.accountId === accountId)?.agents ?? [],
      setStatus: async (accountId, agentId, status) => {
        await pool.query("update agent set status = $2 where id = $1", [agentId, status]);
        change(accountId, agentId, { status });
      },
      withoutAccess: async (dashboards) =>
        dashboards.filter(({ sessionId }) => sessionId !== null && signedOut.has(sessionId)),
      setIdleTimeout: async (accountId, agentId, idleTimeout) => change(accountId, agentId, { idleTimeout }),
    },
    onSite,
    windows: new Windows(onSite),
    now: () => now.ms,
    nowMs: () => now.ms,
    log: LOG,
    metrics: prometheusMetrics(),
  });
  return { ...chats, now, files, folder, signedOut };
}

type Frame = { t: string } & Record<string, unknown>;

/** A socket whose far end is the test: what the server sends is kept, and can be awaited. */
export class TestSocket {
  readonly frames: Frame[] = [];
  closedWith: number | null = null;
  /** For how long the server would read no more [LI1]. */
  waitMs = 0;
  readonly #session: Session;
  readonly #waiting: (() => void)[] = [];

  constructor(open: (link: Link) => Session) {
    this.#session = open({
      send: (text) => {
        this.frames.push(JSON.parse(text));
        this.#wake();
      },
      close: (code) => {
        this.closedWith = code;
        this.#session.closed();
        this.#wake();
      },
    });
  }

  tell(frame: object): void {
    this.tellRaw(JSON.stringify(frame));
  }

  tellRaw(text: string): void {
    this.waitMs = this.#session.receive(text);
  }

  cut(): void {
    this.#session.closed();
  }

  /** The first frame, now or later, that is meant. */
  async frame(isMeant: (frame: Frame) => boolean): Promise<Frame> {
    for (;;) {
      const found = this.frames.find(isMeant);
      if (found) return found;
      if (this.closedWith !== null) throw new Error(`the socket was closed with ${this.closedWith}`);
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  async answer(id: string): Promise<Frame> {
    return this.frame(({ t, id: of }) => of === id && (t === "ack" || t === "done" || t === "refused"));
  }

  /** Gives a command and waits for its answer. */
  async command(command: object, id: string = randomUUID()): Promise<Frame> {
    this.tell({ t: "command", id, command });
    return this.answer(id);
  }

  welcome(): Promise<Frame> {
    return this.frame(({ t }) => t === "welcome");
  }
}

export function newToken(): string {
  return `v1_${randomUUID()}${randomUUID()}`;
}

/** A visitor's page that has been welcomed. */
export async function visitorSocket(
  node: TestNode,
  account: TestAccount,
  token: string = newToken(),
  hello: object = {},
): Promise<TestSocket> {
  const socket = greetingSocket(node, account, token, hello);
  await socket.welcome();
  return socket;
}

/** A visitor's page that has said hello. */
export function greetingSocket(
  node: TestNode,
  account: TestAccount,
  token: string,
  hello: object = {},
  caller: Caller = CALLER,
): TestSocket {
  const socket = new TestSocket((link) => node.visitorSession(link, caller));
  socket.tell({
    t: "hello",
    v: 1,
    key: account.key,
    token,
    page: { url: "https://shop.example/", title: "Shop" },
    referrer: "",
    language: "en",
    idle: false,
    cart: null,
    chats: [],
    ...hello,
  });
  return socket;
}

/** A dashboard that has been welcomed. */
export async function agentSocket(
  node: TestNode,
  agent: AgentOfAccount,
  chats: { chatId: string; upTo: number }[] = [],
): Promise<TestSocket> {
  const socket = new TestSocket((link) => node.agentSession(link, agent, null));
  socket.tell({ t: "hello", v: 1, chats });
  await socket.welcome();
  return socket;
}
