import { randomUUID } from "node:crypto";
import type { CommandId, VisitorId, VisitorRef } from "@causerie/domain";
import { agentSocket, createNode, type TestAccount, visitorSocket } from "../../chats/testing/node.ts";
import { acked, visitorIdOf } from "../../chats/testing/scene.ts";
import { cookieOf, type Doors, OWNER, openDoors } from "../../testing/doors.ts";

export type Room = Awaited<ReturnType<typeof openRoom>>;

/** The HTTP doors and a node of chats on one database, and the owner's cookie. */
export async function openRoom() {
  const doors = await openDoors();
  await doors.setUp.make(OWNER);
  const account = await doors.accounts.first();
  if (!account) throw new Error("the set-up made no account");
  const agents = await doors.agents.list(account.accountId);
  const here: TestAccount = { accountId: account.accountId, key: account.key, agents, settings: {} };
  const node = createNode(doors.fresh.pool, [here]);
  return {
    doors,
    node,
    account: here,
    ask: askAs(doors, await signIn(doors, OWNER)),
    close: async () => {
      await node.stop();
      await doors.close();
    },
  };
}

export async function signIn(doors: Doors, { email, password }: { email: string; password: string }) {
  return cookieOf(await doors.browse({ method: "POST", url: "/auth/session", payload: { email, password } }));
}

export function askAs(doors: Doors, cookie: string | undefined) {
  return async (path: string) => {
    const answer = await doors.browse({ method: "GET", url: `/dashboard-api${path}` }, cookie);
    return { status: answer.statusCode, body: answer.json() };
  };
}

/** A chat from its first message to its end, served by the owner. */
export async function endedChat({ node, account }: Room, text: string, token?: string) {
  node.now.ms += 1000;
  const visitor = await visitorSocket(node, account, token);
  const { chatId } = await acked(visitor, { type: "SendMessage", text });
  const [first] = account.agents;
  if (!first) throw new Error("the account has no agent");
  const agent = await agentSocket(node, first);
  await acked(agent, { type: "ServeChat", chatId });
  await acked(agent, { type: "EndChat", chatId });
  return { chatId, visitorId: visitorIdOf(visitor), visitor, agent };
}

/** A message left while nobody was online. */
export async function offlineMessage({ node, account }: Room, text: string) {
  node.now.ms += 1000;
  const socket = await visitorSocket(node, account);
  // The welcome names the visitor by an id of the store.
  const visitorId = visitorIdOf(socket) as VisitorId;
  const visitor: VisitorRef = { visitorId, number: 10_000_001, name: null };
  const order = {
    accountId: account.accountId,
    actor: `visitor:${visitorId}`,
    commandId: randomUUID() as CommandId,
  } as const;
  const answer = await node.context.perform.onOpenChat(order, visitorId, () => ({
    type: "LeaveOfflineMessage",
    visitor,
    departmentId: null,
    contact: { name: "Ana", email: "ana@example.com", phone: null },
    messageId: order.commandId,
    text,
  }));
  if (!answer.ok) throw new Error(`refused: ${answer.refusal.reason}`);
  return { chatId: answer.chatId, visitorId, visitor: socket };
}
