import { afterAll, beforeAll, expect, test } from "vitest";
import { agentSocket, type TestSocket } from "./testing/node.ts";
import { acked, agentOf, openScene, type Scene, servedVisitor } from "./testing/scene.ts";

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());

const typingHeard = ({ frames }: TestSocket) =>
  frames.filter(({ t }) => t === "typing").map(({ name, on }) => ({ name, on }));

test("[WT1] a colleague hears that a note is being typed, the visitor only that a message is", async () => {
  const account = await scene.newAccount();
  const { visitor, agent, chatId } = await servedVisitor(scene.node, account);
  const colleague = await agentSocket(scene.node, agentOf(account, 1));
  await acked(agent, { type: "InviteAgent", chatId, email: agentOf(account, 1).email, andLeave: false });
  await acked(colleague, { type: "AcceptInvitation", chatId });
  agent.tell({ t: "typing", chatId, on: true, isNote: true });
  agent.tell({ t: "typing", chatId, on: false, isNote: true });
  agent.tell({ t: "typing", chatId, on: true });
  // An answer that comes after all of it.
  await acked(agent, { type: "SendMessage", chatId, text: "Hello" });
  await visitor.frame(({ t }) => t === "typing");
  const name = agentOf(account).displayName;
  expect(typingHeard(colleague)).toEqual([
    { name, on: true },
    { name, on: false },
    { name, on: true },
  ]);
  expect(typingHeard(visitor)).toEqual([{ name, on: true }]);
});
