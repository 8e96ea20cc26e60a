import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { agentOf, openScene, pass, type Scene, servedVisitor } from "./testing/scene.ts";

const MINUTE_MS = 60_000;

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());

/** What the log says of what fails while a table is away. */
async function toldWithout(table: string, act: () => Promise<unknown>): Promise<unknown[]> {
  const error = vi.spyOn(scene.node.context.log, "error").mockImplementation(() => undefined);
  await scene.pool.query(`alter table ${table} rename to ${table}_away`);
  await act();
  await scene.pool.query(`alter table ${table}_away rename to ${table}`);
  const told = error.mock.calls.map(([fields]) => fields);
  error.mockRestore();
  return told;
}

test("[OP4] a command that meets a defect is told by the ids of account, agent, chat and command", async () => {
  const account = await scene.newAccount();
  const { agent, chatId } = await servedVisitor(scene.node, account);
  const told = await toldWithout("command", async () => {
    const answer = await agent.command({ type: "SendMessage", chatId, text: "Hi" }, "a-command");
    expect(answer.refusal).toEqual({ reason: "defect" });
  });
  const actor = `agent:${agentOf(account).agentId}`;
  expect(told).toEqual([
    { err: expect.any(Error), accountId: account.accountId, actor, chatId, commandId: "a-command" },
  ]);
});

test("[OP5] what a client calls a chat is told only if it is an id of ours", async () => {
  const account = await scene.newAccount();
  const { agent } = await servedVisitor(scene.node, account);
  const [told] = await toldWithout("chat", () =>
    agent.command({ type: "SendMessage", chatId: "of Zoé Martin", text: "Hi" }, "a-command"),
  );
  expect(told).toMatchObject({ accountId: account.accountId, commandId: "a-command" });
  expect(told).not.toHaveProperty("chatId");
});

test("[OP4] a time-out that fails is told by the ids of account and chat", async () => {
  const account = await scene.newAccount();
  const { visitor, chatId } = await servedVisitor(scene.node, account);
  visitor.tell({ t: "idle", idle: true });
  const told = await toldWithout("command", () => pass(scene.node, 20 * MINUTE_MS));
  expect(told).toContainEqual({ err: expect.any(Error), accountId: account.accountId, chatId });
});
