import { CLOSE } from "@causerie/protocol";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestNode, TestSocket } from "./testing/node.ts";
import { acked, agentOf, openScene, type Scene, waitingVisitor } from "./testing/scene.ts";

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());

type Agent = Parameters<TestNode["agentSession"]>[1];

function dashboardOf(agent: Agent, sessionId: string): TestSocket {
  return new TestSocket((link) => scene.node.agentSession(link, agent, sessionId));
}

test("[DO2] who signed out while their socket was being let in is not welcomed; their other sign-in is", async () => {
  const account = await scene.newAccount(1);
  const agent = agentOf(account);
  const { chatId } = await waitingVisitor(scene.node, account);
  // The door has looked at the sign-in; it ends, and is told, before there is a socket to close.
  scene.node.signedOut.add("ended");
  scene.node.refuseAgent(agent.agentId, "ended");
  const [ended, stays] = [dashboardOf(agent, "ended"), dashboardOf(agent, "stays")];
  for (const socket of [ended, stays]) socket.tell({ t: "hello", v: 1, chats: [] });
  await expect(ended.welcome()).rejects.toThrow(`closed with ${CLOSE.refused}`);
  await stays.welcome();
  await acked(stays, { type: "ServeChat", chatId });
  expect(ended.frames).toEqual([]);
  expect(scene.node.dashboards().filter(({ agentId }) => agentId === agent.agentId)).toEqual([
    { agentId: agent.agentId, sessionId: "stays" },
  ]);
});
