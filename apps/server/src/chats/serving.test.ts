import { afterAll, beforeAll, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "../testing/postgres.ts";
import {
  addAccount,
  agentSocket,
  createNode,
  type TestAccount,
  type TestNode,
  visitorSocket,
} from "./testing/node.ts";

let database: FreshDatabase;
let account: TestAccount;
let node: TestNode;

beforeAll(async () => {
  database = await freshDatabase();
  account = await addAccount(database.pool, 10);
  node = createNode(database.pool, [account]);
});

afterAll(async () => {
  await node.stop();
  await database.drop();
});

test("[CH1] a visitor's first message starts a chat and puts it in the queue", async () => {
  const visitor = await visitorSocket(node, account);
  const answer = await visitor.command({ type: "SendMessage", text: "Hello" });
  expect(answer).toMatchObject({ t: "ack", firstSeq: 1, lastSeq: 3 });
  const agent = await agentSocket(node, account.agents[0]!);
  expect((await agent.welcome()).queue).toMatchObject({ count: 1, oldest: { chatId: answer.chatId } });
  expect(await agent.command({ type: "ServeNext" })).toMatchObject({ t: "ack", chatId: answer.chatId });
});
