import type { AccountId, ChatId, VisitorId } from "@causerie/domain";
import type { VisitorHello } from "@causerie/protocol";
import { callerKey } from "../platform/ws/caller-address.ts";
import type { Come } from "../visitors/index.ts";
import type { ChatsContext } from "./context.ts";
import type { LiveChat } from "./live-chat.ts";

type Hello = { token: string; language: string; address: string };

/**
 * Whom the token opens, or somebody new. null: no more new ones from that address for now [LI4]. One is taken of those
 * beforehand, and given back for who is known: they are asked for in one go.
 */
export async function whoComes(
  { hellos, now, allowances }: ChatsContext,
  accountId: AccountId,
  { token, language, address }: Hello,
): Promise<Come | null> {
  const from = callerKey(address);
  const mayBeNew = from === null || allowances.newcomers.tryTake(from);
  const come = await hellos.come({ accountId, token, now: now(), language, mayBeNew });
  if (from !== null && mayBeNew && !come?.isNew) allowances.newcomers.giveBack(from);
  return come;
}

/** As it was read with the visitor, unless one of theirs may have begun since then. */
export async function openChatOf(
  { hellos, visitorHub }: ChatsContext,
  accountId: AccountId,
  { visitor, isNew, openChatId }: Come,
  beginnings: number,
): Promise<ChatId | null> {
  if (isNew || beginnings === visitorHub.beginnings) return openChatId;
  return hellos.openChat(accountId, visitor.visitorId);
}

/** The open chat, and those that the client names and that are this visitor's own [DO1]. */
export async function chatsOfVisitor(
  { chats }: ChatsContext,
  accountId: AccountId,
  visitorId: VisitorId,
  hello: VisitorHello,
  openId: ChatId | null,
): Promise<LiveChat[]> {
  const ids = new Set<string>(hello.chats.map(({ chatId }) => chatId));
  if (openId) ids.add(openId);
  if (ids.size === 0) return [];
  const read = await Promise.all([...ids].map((chatId) => chats.current(accountId, chatId)));
  return read.filter((chat) => chat !== null && isOf(chat, visitorId)) as LiveChat[];
}

export function isOf({ state }: LiveChat, visitorId: VisitorId): boolean {
  return "visitor" in state && state.visitor.visitorId === visitorId;
}
