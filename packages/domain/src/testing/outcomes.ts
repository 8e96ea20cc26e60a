import type { ChatCommand } from "../chat/commands.ts";
import type { ChatEvent } from "../chat/events.ts";
import type { Facts } from "../chat/facts.ts";
import type { Refusal } from "../chat/refusals.ts";
import type { ChatState } from "../chat/state.ts";
import { endedChat, offlineMessage, servedChat, teamChat, unattendedChat, waitingChat } from "./builders.ts";

export type Status = ChatState["status"];
/** Events, or the refusal. */
export type Outcome = ChatEvent[] | Refusal["reason"] | Refusal;
export type Outcomes = Record<Status, Outcome>;
/** `context`: what happened last. It is half past twelve; all else happened at noon. */
export type Row = {
  who: string;
  command: ChatCommand;
  context?: ChatEvent[];
  facts?: Partial<Facts>;
} & Outcomes;
export type RowsOf<Command extends ChatCommand["type"]> = Record<Command, Row[]>;

/** Ana serves, served or is a member; Ben was never in it. */
export const chats: Record<Status, ChatEvent[]> = {
  "not-started": [],
  waiting: waitingChat,
  served: servedChat,
  unattended: unattendedChat,
  ended: endedChat,
  "offline-message": offlineMessage,
  team: teamChat,
};

export function everywhere(outcome: Outcome): Outcomes {
  return {
    "not-started": outcome,
    waiting: outcome,
    served: outcome,
    unattended: outcome,
    ended: outcome,
    "offline-message": outcome,
    team: outcome,
  };
}

/** What only an agent in a chat with a visitor does, by one who is not. */
export const nowhere: Outcomes = { ...everywhere("not-in-chat"), ended: "chat-ended" };
