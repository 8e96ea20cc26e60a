import { HAND_OVER_MS } from "@causerie/domain";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addDepartment, serveEach, transferTo } from "./testing/departments.ts";
import { agentSocket, type TestNode, type TestSocket, visitorSocket } from "./testing/node.ts";
import {
  acked,
  agentOf,
  leave,
  openScene,
  pass,
  refusalOf,
  replicaOf,
  type Scene,
  servedVisitor,
  storedLog,
  storyOf,
  sweepOf,
  visitorIdOf,
  waitingVisitor,
} from "./testing/scene.ts";

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());

/** Ana serves a visitor; Ben and Cleo have dashboards open. */
async function office(node: TestNode = scene.node) {
  const account = await scene.newAccount(3);
  const ben = await agentSocket(node, agentOf(account, 1));
  const cleo = await agentSocket(node, agentOf(account, 2));
  const { visitor, agent: ana, chatId } = await servedVisitor(node, account);
  const invite = (index: number) => inviting(chatId, agentOf(account, index).email, false);
  const handOver = (index: number) => inviting(chatId, agentOf(account, index).email, true);
  return { account, visitor, ana, ben, cleo, chatId, invite, handOver };
}

function inviting(chatId: string, email: string, andLeave: boolean): object {
  return { type: "InviteAgent", chatId, email, andLeave };
}

const typesSeen = (socket: TestSocket, chatId: string) =>
  replicaOf(socket, chatId).entries.map((entry) => (entry as { type?: string }).type);

test("[IN1] [IN2] a colleague who is invited gets the chat with its whole log, opens it, and is in it for all to see", async () => {
  const { visitor, ana, ben, chatId, invite } = await office();
  await acked(ana, { type: "WriteNote", chatId, text: "Cannot help" });
  await acked(ana, invite(1));
  await ben.frame(({ t }) => t === "chat");
  expect(replicaOf(ben, chatId).entries).toEqual(await storedLog(scene.pool, chatId));
  expect(await refusalOf(ben, { type: "SendMessage", chatId, text: "Hello" })).toEqual({
    reason: "not-in-chat",
  });
  await acked(ben, { type: "AcceptInvitation", chatId });
  await acked(ben, { type: "SendMessage", chatId, text: "Hello" });
  expect((await storyOf(scene.pool, chatId)).slice(-3)).toEqual([
    "AgentInvited",
    "AgentJoined Agent 2",
    "Agent 2: Hello",
  ]);
  expect(typesSeen(visitor, chatId).slice(4)).toEqual(["AgentJoined", "MessageSent"]);
  expect(replicaOf(ana, chatId).entries).toEqual(await storedLog(scene.pool, chatId));
});

test("[IN1] whoever is unknown, offline, oneself, in it or invited already is not invited, and the reason names them", async () => {
  const { account, ana, ben, cleo, chatId, invite } = await office();
  const unknown = inviting(chatId, "nobody@example.com", false);
  expect(await refusalOf(ana, unknown)).toEqual({ reason: "unknown-agent" });
  const stranger = agentOf(await scene.newAccount()).email;
  expect(await refusalOf(ana, inviting(chatId, stranger, false))).toEqual({ reason: "unknown-agent" });
  expect(await refusalOf(ana, invite(0))).toEqual({ reason: "agent-is-you" });
  await acked(ana, invite(1));
  expect(await refusalOf(ana, invite(1))).toEqual({ reason: "agent-already-invited", name: "Agent 2" });
  await acked(ben, { type: "AcceptInvitation", chatId });
  expect(await refusalOf(ana, invite(1))).toEqual({ reason: "agent-already-in", name: "Agent 2" });
  await leave(scene.node, [cleo], String(agentOf(account, 2).agentId));
  expect(await refusalOf(ana, invite(2))).toEqual({ reason: "agent-offline", name: "Agent 3" });
});

test("[IN1] the e-mail is taken in upper case and with spaces around, as people type it", async () => {
  const { account, ana, chatId } = await office();
  await acked(ana, inviting(chatId, ` ${agentOf(account, 1).email.toUpperCase()} `, false));
});

test("[IN2] who declines is invited no more, the inviter hears it, and the chat leaves their list", async () => {
  const { ana, ben, chatId, invite } = await office();
  await acked(ana, invite(1));
  await acked(ben, { type: "DeclineInvitation", chatId });
  await ben.frame(({ t, chatId: dropped }) => t === "dropped" && dropped === chatId);
  expect(replicaOf(ana, chatId).entries.at(-1)).toMatchObject({
    type: "InvitationEnded",
    because: "declined",
  });
  expect(await refusalOf(ben, { type: "AcceptInvitation", chatId })).toEqual({ reason: "not-invited" });
});

test("[IN2] an invited colleague's dashboard that reconnects, on another node too, still has the chat", async () => {
  const { account, ana, ben, chatId, invite } = await office();
  await acked(ana, invite(1));
  ben.cut();
  const back = await agentSocket(scene.newNode(), agentOf(account, 1));
  expect((await back.welcome()).chats).toMatchObject([{ chatId }]);
  await acked(back, { type: "AcceptInvitation", chatId });
});

test("[IN2] an invited colleague who is gone past the grace period is invited no more, and the chat stays with its agent", async () => {
  const node = scene.newNode();
  const { account, ana, ben, chatId, invite } = await office(node);
  await acked(ana, invite(1));
  await leave(node, [ben], String(agentOf(account, 1).agentId));
  await pass(node, 29_999);
  expect((await storyOf(scene.pool, chatId)).at(-1)).toBe("AgentInvited");
  await pass(node, 1);
  expect((await storyOf(scene.pool, chatId)).slice(-2)).toEqual(["AgentInvited", "InvitationEnded"]);
});

test("[IN3] with Transfer and leave the agent is out at once, and what the visitor writes does not queue the chat", async () => {
  const { visitor, ana, ben, cleo, chatId, handOver } = await office();
  await acked(ana, handOver(1));
  await ana.frame(({ t, chatId: dropped }) => t === "dropped" && dropped === chatId);
  await acked(visitor, { type: "SendMessage", text: "Still there?" });
  expect(await refusalOf(cleo, { type: "ServeNext" })).toEqual({ reason: "none-left" });
  await acked(ben, { type: "AcceptInvitation", chatId });
  expect((await storyOf(scene.pool, chatId)).slice(4)).toEqual([
    "AgentInvited",
    "AgentLeft Agent 1",
    "visitor: Still there?",
    "AgentJoined Agent 2",
  ]);
});

test("[IN4] a hand-over that nobody took in 60 seconds goes to the head of the queue, and not before", async () => {
  const node = scene.newNode();
  const { account, ana, cleo, chatId, handOver } = await office(node);
  const { chatId: other } = await waitingVisitor(node, account);
  await acked(ana, handOver(1));
  await pass(node, HAND_OVER_MS - 1);
  expect((await storyOf(scene.pool, chatId)).at(-1)).toBe("AgentLeft Agent 1");
  await pass(node, 1);
  expect((await storyOf(scene.pool, chatId)).slice(-2)).toEqual(["InvitationEnded", "ChatQueued"]);
  expect(await serveEach(cleo)).toEqual([chatId, other]);
});

test("[IN4] it goes back to the queue of its department", async () => {
  const node = scene.newNode();
  const { account, ana, ben, cleo, chatId } = await office(node);
  const support = await addDepartment(scene.pool, account, "Support", [2]);
  await acked(ana, transferTo(support, chatId));
  await acked(cleo, { type: "ServeNext" });
  await acked(cleo, inviting(chatId, agentOf(account, 1).email, true));
  await acked(ben, { type: "DeclineInvitation", chatId });
  expect(await serveEach(ben)).toEqual([]);
  expect(await serveEach(cleo)).toEqual([chatId]);
});

test("[IN4] one that is declined, or whose colleague is gone, goes to the head of the queue", async () => {
  const node = scene.newNode();
  const { account, ana, ben, cleo, chatId, handOver } = await office(node);
  const { chatId: other } = await waitingVisitor(node, account);
  await acked(ana, handOver(1));
  await acked(ben, { type: "DeclineInvitation", chatId });
  expect(await serveEach(cleo)).toEqual([chatId, other]);
  await acked(cleo, inviting(chatId, agentOf(account, 1).email, true));
  await leave(node, [ben], String(agentOf(account, 1).agentId));
  await pass(node, 30_000);
  expect((await storyOf(scene.pool, chatId)).slice(-2)).toEqual(["InvitationEnded", "ChatQueued"]);
  expect(await serveEach(ana)).toEqual([chatId]);
});

test("[IN4] of two to whom it was handed each has their own 60 seconds", async () => {
  const node = scene.newNode();
  const { account, ana, ben, chatId, invite, handOver } = await office(node);
  await acked(ana, invite(1));
  await acked(ben, { type: "AcceptInvitation", chatId });
  await acked(ana, handOver(2));
  await pass(node, 30_000);
  const { agentId, email } = agentOf(account, await scene.addAgentTo(account));
  await agentSocket(node, agentOf(account, 3));
  await acked(ben, inviting(chatId, email, true));
  await pass(node, 30_000);
  expect((await storyOf(scene.pool, chatId)).slice(-2)).toEqual(["AgentLeft Agent 2", "InvitationEnded"]);
  await pass(node, 29_999);
  expect((await storyOf(scene.pool, chatId)).at(-1)).toEqual("InvitationEnded");
  await pass(node, 1);
  expect((await storyOf(scene.pool, chatId)).slice(-2)).toEqual(["InvitationEnded", "ChatQueued"]);
  expect((await storedLog(scene.pool, chatId)).at(-2)).toMatchObject({ agent: { agentId } });
});

test("[IN4] two nodes that sweep at once let a hand-over lapse once", async () => {
  const [node, other] = [scene.newNode(), scene.newNode()];
  const { ana, chatId, handOver } = await office(node);
  await acked(ana, handOver(1));
  for (const one of [node, other]) one.now.ms += HAND_OVER_MS;
  await node.context.leases.renew();
  await Promise.all([sweepOf(node).run(), sweepOf(other).run()]);
  expect((await storyOf(scene.pool, chatId)).slice(5)).toEqual([
    "AgentLeft Agent 1",
    "InvitationEnded",
    "ChatQueued",
  ]);
});

test("[IN4] of opening it and its time being up at the same instant one is done, and the chat is somebody's or waits", async () => {
  for (let round = 0; round < 5; round += 1) {
    const node = scene.newNode();
    const { ana, ben, chatId, handOver } = await office(node);
    await acked(ana, handOver(1));
    node.now.ms += HAND_OVER_MS;
    await node.context.leases.renew();
    const [answer] = await Promise.all([
      ben.command({ type: "AcceptInvitation", chatId }),
      sweepOf(node).run(),
    ]);
    const rest = (await storyOf(scene.pool, chatId)).slice(6);
    if (answer.t === "ack") expect(rest).toEqual(["AgentJoined Agent 2"]);
    else
      expect({ rest, refusal: answer.refusal }).toEqual({
        rest: ["InvitationEnded", "ChatQueued"],
        refusal: { reason: "not-invited" },
      });
  }
});

test("[IN4] what lapses while the visitor is gone waits no longer than the visitor's own time-out", async () => {
  const node = scene.newNode();
  const { visitor, ana, chatId, handOver } = await office(node);
  await acked(ana, handOver(1));
  await leave(node, [visitor], visitorIdOf(visitor));
  await pass(node, HAND_OVER_MS);
  await pass(node, 120_000);
  expect((await storyOf(scene.pool, chatId)).slice(6).sort()).toEqual(
    ["InvitationEnded", "ChatQueued", "VisitorGone", "ended by time-out"].sort(),
  );
});

test("[IN4] the visitor's other page sees no invitation, only who is there", async () => {
  const account = await scene.newAccount(2);
  const ben = await agentSocket(scene.node, agentOf(account, 1));
  const { visitor, agent: ana, chatId } = await servedVisitor(scene.node, account);
  const other = await visitorSocket(scene.node, account, String((await visitor.welcome()).token));
  await acked(ana, inviting(chatId, agentOf(account, 1).email, true));
  await acked(ben, { type: "DeclineInvitation", chatId });
  for (const socket of [visitor, other])
    expect(typesSeen(socket, chatId).slice(4)).toEqual(["AgentLeft", "ChatQueued"]);
});
