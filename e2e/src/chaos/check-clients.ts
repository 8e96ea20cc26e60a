import { isDeepStrictEqual } from "node:util";
import type { AgentChat, AgentClient, ChatReplica } from "@causerie/client/agent";
import type { VisitorClient } from "@causerie/client/visitor";
import { type Audience, agentsIn, isOpen, visibleTo, visitorViewOf } from "@causerie/domain";
import type { Agent } from "./agent.ts";
import type { OpenTab } from "./person.ts";
import type { Store, StoredChat } from "./store.ts";
import { plain, type Violation, violation } from "./violations.ts";
import type { Visitor } from "./visitor.ts";

/** [DL7] What every tab that is open shows is what the store has. */
export function checkClients(
  store: Store,
  visitors: readonly Visitor[],
  agents: readonly Agent[],
): Violation[] {
  return [
    ...visitors.flatMap(({ tabs }) => tabs.flatMap((tab) => checkVisitor(store, tab))),
    ...agents.flatMap((agent) => agent.tabs.flatMap((tab) => checkAgent(store, agent.agentId, tab))),
  ];
}

function checkVisitor(store: Store, { tab, client }: OpenTab<VisitorClient>): Violation[] {
  const { connection, chat, pending } = client.state;
  if (connection.kind !== "online") return [violation("DL15", `${tab.label} is ${connection.kind}`)];
  if (pending.some(({ state }) => state.kind === "sending"))
    return [violation("DL12", `${tab.label} still sends ${pending.length}`, chat?.chatId ?? null)];
  const shown = chat ? checkReplica(store, tab.label, chat, "visitor") : [];
  return [...shown, ...checkShown(store, tab.label, chat?.chatId ?? null)];
}

/** [CH1] The open chat, of whichever tab; an ended one only where none is open. */
function checkShown(store: Store, label: string, shown: string | null): Violation[] {
  const visitorId = shown === null ? null : store.chats.get(shown)?.visitorId;
  if (!visitorId) return [];
  const open = [...store.chats.values()].find((chat) => chat.visitorId === visitorId && isOpen(chat.state));
  if (!open || open.chatId === shown) return [];
  return [violation("CH2", `${label} shows ${shown}, but another chat is open`, open.chatId)];
}

function checkAgent(store: Store, agentId: number, { tab, client }: OpenTab<AgentClient>): Violation[] {
  const { connection, chats } = client.state;
  if (connection.kind !== "online") return [violation("DL15", `${tab.label} is ${connection.kind}`)];
  const held = [...chats.values()];
  return [
    ...held.flatMap((chat) => checkReplica(store, tab.label, chat, "agent")),
    ...held.filter(isSending).map(({ chatId }) => violation("DL12", `${tab.label} still sends`, chatId)),
    ...missing(store, agentId, tab.label, chats),
  ];
}

function isSending({ pending }: AgentChat): boolean {
  return pending.some(({ state }) => state.kind === "sending");
}

/** Every chat with a visitor that the agent is in stands among theirs, and every invitation [WT2]. */
function missing(
  store: Store,
  agentId: number,
  label: string,
  held: AgentClient["state"]["chats"],
): Violation[] {
  return [...store.chats.values()].flatMap(({ chatId, state }) => {
    const shown = held.get(chatId);
    const isIn = state.status === "served" && agentsIn(state).some((one) => one.agentId === agentId);
    const isInvited = isOpen(state) && state.invitations.some(({ agent }) => agent.agentId === agentId);
    const isMine = shown?.mine === true && shown.view.status === "served";
    if (isIn !== isMine)
      return [violation("CH3", `${label}: in it ${isIn}, shown as theirs ${isMine}`, chatId)];
    if (isInvited !== Boolean(shown?.invitation))
      return [violation("WT2", `${label}: invited ${isInvited}, but not shown so`, chatId)];
    return [];
  });
}

type Replica = Omit<ChatReplica<unknown, { seq: number }>, "typing">;

function checkReplica(store: Store, label: string, replica: Replica, audience: Audience): Violation[] {
  const { chatId, upTo, view, entries, hasOlder } = replica;
  const chat = store.chats.get(chatId);
  if (!chat) return [violation("DL9", `${label} shows a chat that is not in the store`, chatId)];
  const visible = chat.events.map((event) => visibleTo(audience, event)).filter((event) => event !== null);
  const differences = [
    ...(upTo === chat.head ? [] : [`up to ${upTo}, head ${chat.head}`]),
    ...(isDeepStrictEqual(plain(view), plain(viewOf(chat, audience))) ? [] : ["another view"]),
    ...(isDeepStrictEqual(plain(entries), plain(lastOf(visible, entries.length))) ? [] : ["other entries"]),
    ...(hasOlder === visible.length > entries.length ? [] : [`says that older ones are there: ${hasOlder}`]),
  ];
  return differences.map((what) => violation("DL7", `${label}: ${what}`, chatId));
}

function viewOf({ state }: StoredChat, audience: Audience): unknown {
  return audience === "agent" ? state : visitorViewOf(state);
}

function lastOf<Item>(items: readonly Item[], length: number): readonly Item[] {
  return length === 0 ? [] : items.slice(-length);
}
