import { randomUUID } from "node:crypto";
import type { RecordedEvent } from "@causerie/domain";
import pg, { type Pool, type QueryConfig } from "pg";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createPool } from "../platform/sql/pool.ts";
import { untilAnswered } from "../platform/sql/retry.ts";
import { agentSocket, newToken, type TestSocket, visitorSocket } from "./testing/node.ts";
import {
  acked,
  agentOf,
  lockWaits,
  NO_REQUESTS,
  openScene,
  queueIs,
  replicaOf,
  type Scene,
  storedLog,
  until,
  visitorIdOf,
  waitingVisitor,
} from "./testing/scene.ts";

let scene: Scene;
const pools: Pool[] = [];
beforeAll(async () => {
  scene = await openScene();
});
afterAll(async () => {
  await scene.close();
  for (const pool of pools) await pool.end();
});

test("[DL6] while connections to the database are killed every command is answered and every word is there once", async () => {
  const account = await scene.newAccount(2);
  const agents = await Promise.all(account.agents.map((agent) => agentSocket(scene.node, agent)));
  const visitors = await Promise.all(Array.from({ length: 12 }, () => visitorSocket(scene.node, account)));
  const killer = killerAfterEvery(6);
  const talks = await Promise.all(visitors.map((visitor) => talk(visitor, 10, killer.note)));
  const serving = await Promise.all(agents.map((agent) => serveAll(agent, killer.note)));
  expect(await killer.kills()).toBe(Math.floor((12 * 10 + 12) / 6));
  for (const { chatId, ids } of talks) {
    const log = await storedLog(scene.pool, chatId);
    expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1));
    expect(messageIds(log)).toEqual(ids);
  }
  expect(serving.flat().sort()).toEqual(talks.map(({ chatId }) => chatId).sort());
  for (const [index, visitor] of visitors.entries()) {
    const chatId = talks[index]?.chatId ?? "";
    await until(() => replicaOf(visitor, chatId).upTo === 13);
    expect(replicaOf(visitor, chatId).entries.map(({ seq }) => seq)).toEqual(
      Array.from({ length: 13 }, (_, seq) => seq + 1),
    );
  }
});

test("[DL6] a first message whose answer was lost is there once, and agents and tabs hear of it", async () => {
  const account = await scene.newAccount();
  const lossy = lossyPool();
  const node = scene.newNode(lossy.pool);
  const agent = await agentSocket(node, agentOf(account));
  const token = newToken();
  const [visitor, otherTab] = [
    await visitorSocket(node, account, token),
    await visitorSocket(node, account, token),
  ];
  lossy.loseAfter("append");
  const { chatId, ...seqs } = await acked(visitor, { type: "SendMessage", text: "Hello" });
  expect(seqs).toEqual({ firstSeq: 1, lastSeq: 3 });
  expect((await storedLog(scene.pool, chatId)).length).toBe(3);
  for (const tab of [visitor, otherTab]) expect(replicaOf(tab, chatId).upTo).toBe(3);
  expect(agent.frames.findLast(({ t }) => t === "queue")?.queue).toMatchObject({
    count: 1,
    oldest: { chatId },
  });
});

test("[DL6] a later message whose answer was lost reaches the readers on both nodes", async () => {
  const account = await scene.newAccount();
  const lossy = lossyPool();
  const node = scene.newNode(lossy.pool);
  const token = newToken();
  const { visitor, chatId } = await waitingVisitor(node, account, token);
  const elsewhere = await visitorSocket(scene.node, account, token);
  lossy.loseAfter("append");
  expect(await acked(visitor, { type: "SendMessage", text: "There?" })).toEqual({
    chatId,
    firstSeq: 4,
    lastSeq: 4,
  });
  expect(replicaOf(visitor, chatId).entries.length).toBe(4);
  await until(() => replicaOf(elsewhere, chatId).upTo === 4);
});

test("[DL6] a serve whose answer was lost gives the agent the chat all the same", async () => {
  const account = await scene.newAccount();
  const lossy = lossyPool();
  const node = scene.newNode(lossy.pool);
  const { chatId } = await waitingVisitor(node, account);
  const agent = await agentSocket(node, agentOf(account));
  lossy.loseAfter("commit");
  expect(await acked(agent, { type: "ServeNext" })).toEqual({ chatId, firstSeq: 4, lastSeq: 4 });
  expect(replicaOf(agent, chatId)).toMatchObject({ upTo: 4, view: { status: "served" } });
  await queueIs(agent, NO_REQUESTS);
});

test("[DL6] what was not carried out when the connection was lost is carried out once", async () => {
  const account = await scene.newAccount();
  const lossy = lossyPool();
  const { visitor, chatId } = await waitingVisitor(scene.newNode(lossy.pool), account);
  lossy.loseBefore("append");
  expect(await acked(visitor, { type: "SendMessage", text: "There?" })).toEqual({
    chatId,
    firstSeq: 4,
    lastSeq: 4,
  });
  expect((await storedLog(scene.pool, chatId)).length).toBe(4);
});

test("[DL6] a claim that a deadlock has undone is made again", async () => {
  const account = await scene.newAccount();
  const { chatId } = await waitingVisitor(scene.node, account);
  const agent = await agentSocket(scene.node, agentOf(account));
  const other = await scene.pool.connect();
  await other.query("begin");
  await other.query("select from chat_head where chat_id = $1 for update", [chatId]);
  const answer = acked(agent, { type: "ServeNext" });
  await until(async () => (await lockWaits(scene.pool)) === 1);
  // The other way round: one of the two is undone.
  const outcome = await other.query("select from account where id = $1 for update", [account.accountId]).then(
    () => "granted",
    () => "undone",
  );
  await other.query("rollback");
  other.release();
  expect(["granted", "undone"]).toContain(outcome);
  expect(await answer).toEqual({ chatId, firstSeq: 4, lastSeq: 4 });
});

test("[DE2] [DL6] an edit whose commit's answer was lost is done once, and the chat says so once", async () => {
  const account = await scene.newAccount();
  const lossy = lossyPool();
  const node = scene.newNode(lossy.pool);
  const { visitor, chatId } = await waitingVisitor(node, account);
  const agent = await agentSocket(node, agentOf(account));
  lossy.loseAfter("commit");
  const changes = { name: { from: "", to: "Zoe" } };
  const answer = await agent.command({ type: "EditVisitor", visitorId: visitorIdOf(visitor), changes });
  expect(answer.t).toBe("done");
  const types = (await storedLog(scene.pool, chatId)).map(({ type }) => type);
  expect(types.filter((type) => type === "ContactDetailsUpdated")).toHaveLength(1);
  await until(() => replicaOf(visitor, chatId).upTo === types.length);
});

test("[DE8] [DL6] what a site says, though the commit's answer was lost, reaches pages, panels and the list", async () => {
  const account = await scene.newAccount();
  const lossy = lossyPool();
  const node = scene.newNode(lossy.pool);
  const { visitor, chatId } = await waitingVisitor(node, account);
  const agent = await agentSocket(node, agentOf(account));
  const visitorId = visitorIdOf(visitor);
  agent.tell({ t: "details", visitorIds: [visitorId] });
  await agent.frame(({ t }) => t === "details");
  lossy.loseAfter("commit");
  visitor.tell({ t: "identify", identity: { name: "Zoe" } });
  await node.context.work.finished();
  for (const [socket, t] of [[visitor, "visitor"] as const, [agent, "details"] as const])
    expect(socket.frames.findLast((frame) => frame.t === t)?.visitor).toMatchObject({ name: "Zoe" });
  expect(node.context.onSite.find(account.accountId, visitorId)?.row.name).toBe("Zoe");
  const types = (await storedLog(scene.pool, chatId)).map(({ type }) => type);
  expect(types.filter((type) => type === "ContactDetailsUpdated")).toHaveLength(1);
});

async function talk(
  visitor: TestSocket,
  count: number,
  note: () => void,
): Promise<{ chatId: string; ids: string[] }> {
  const ids: string[] = [];
  let chatId = "";
  for (let index = 0; index < count; index += 1) {
    const id = randomUUID();
    ({ chatId } = await acked(visitor, { type: "SendMessage", text: `Message ${index}` }, id));
    ids.push(id);
    note();
  }
  return { chatId, ids };
}

async function serveAll(agent: TestSocket, note: () => void): Promise<string[]> {
  const served: string[] = [];
  for (;;) {
    const answer = await agent.command({ type: "ServeNext" });
    if (answer.t !== "ack") return served;
    served.push(String(answer.chatId));
    note();
  }
}

function messageIds(log: RecordedEvent[]): string[] {
  return log.flatMap((event) => (event.type === "MessageSent" ? [event.messageId] : []));
}

/** Kills every connection of the nodes each time that so many commands more were answered, others being under way. */
function killerAfterEvery(answers: number) {
  let kills = Promise.resolve(0);
  let noted = 0;
  const killOnce = async (before: number) => {
    // On a slow machine the last kill has left none, and no command has opened one since.
    while ((await killAll()) === 0)
      await untilAnswered(
        () => scene.pool.query("select"),
        () => false,
      );
    return before + 1;
  };
  return {
    note: () => {
      noted += 1;
      if (noted % answers === 0) kills = kills.then(killOnce);
    },
    /** Each of them ended one connection or more. */
    kills: () => kills,
  };
}

async function killAll(): Promise<number> {
  const killer = new pg.Client({ connectionString: scene.connectionString });
  await killer.connect();
  try {
    const { rows } = await killer.query(
      `select count(pg_terminate_backend(pid)) as n from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid() and application_name = 'causerie'`,
    );
    return Number(rows[0].n);
  } finally {
    await killer.end();
  }
}

type Lossy = { pool: Pool; loseBefore(statement: string): void; loseAfter(statement: string): void };

/** A real pool whose connection is lost once, around the next statement of that name or text. */
function lossyPool(): Lossy {
  const pool = createPool({
    connectionString: scene.connectionString,
    log: pino({ level: "silent" }),
    max: 4,
  });
  pools.push(pool);
  let before = "";
  let after = "";
  pool.on("connect", (client) => {
    const query = client.query.bind(client) as (...args: unknown[]) => Promise<unknown>;
    const lossy = async (...args: unknown[]) => {
      const [config] = args as [string | QueryConfig];
      const name = typeof config === "string" ? config : config.name;
      if (name === before) {
        before = "";
        throw new Error("Connection terminated unexpectedly");
      }
      const result = await query(...args);
      if (name !== after) return result;
      after = "";
      throw new Error("Connection terminated unexpectedly");
    };
    // pg's pool calls back; our own code awaits.
    Object.assign(client, {
      query: (...args: unknown[]) =>
        typeof args.at(-1) === "function" ? called(lossy, args) : lossy(...args),
    });
  });
  return {
    pool,
    loseBefore: (statement) => {
      before = statement;
    },
    loseAfter: (statement) => {
      after = statement;
    },
  };
}

function called(run: (...args: unknown[]) => Promise<unknown>, args: unknown[]): void {
  const done = args.at(-1) as (error: unknown, result?: unknown) => void;
  run(...args.slice(0, -1)).then(
    (result) => done(undefined, result),
    (error: unknown) => done(error),
  );
}
