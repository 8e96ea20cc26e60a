import type { AccountId, AgentId, ChatId } from "@causerie/domain";
import type { Bus, NodeId, Topic } from "../platform/bus/bus.ts";
import type { AgentHub } from "./agent-hub.ts";
import type { LiveChat } from "./live-chat.ts";
import type { LiveChats } from "./live-chats.ts";
import type { OwnAffairs, OwnFrame } from "./own-affairs.ts";
import { type Typing, type Typist, tellTyping } from "./typing.ts";

/** `isIdle` null: none of their dashboards is on that node. */
type Idle = { accountId: AccountId; agentId: AgentId; isIdle: boolean | null };

type News =
  | { kind: "own"; accountId: AccountId; agentId: AgentId; frame: OwnFrame }
  | { kind: "colleagues"; accountId: AccountId }
  | { kind: "typing"; accountId: AccountId; chatId: ChatId; typist: Typist; typing: Typing }
  | { kind: "idle"; states: Idle[]; isAnswerWanted: boolean };

export type AgentNewsOptions = {
  bus: Bus;
  hub: AgentHub;
  own: OwnAffairs;
  chats: LiveChats;
  /** An agent's dashboards elsewhere are idle now, or gone. */
  onIdleElsewhere: (accountId: AccountId, agentId: AgentId) => void;
};

/** [ND10] What happens to agents here and is nothing of a chat's log: told to their tabs here, and to the other nodes. */
export class AgentNews {
  readonly #options: AgentNewsOptions;
  readonly #topic: Topic<News>;
  /** Of dashboards on other nodes. */
  readonly #elsewhere = new Map<NodeId, Map<AgentId, Idle>>();

  constructor(options: AgentNewsOptions) {
    this.#options = options;
    const { bus } = options;
    this.#topic = bus.topic("agents");
    this.#topic.listen((news, from) => this.#hear(news, from));
    bus.onNodeGone((nodeId) => this.#forget(nodeId));
    bus.onGap(() => this.#tellIdle(this.#options.hub.idleStates(), true));
    this.#tellIdle([], true);
  }

  /** To every tab of one agent. */
  sendTo(accountId: AccountId, agentId: AgentId, frame: OwnFrame): void {
    this.#options.own.tell(accountId, agentId, frame);
    this.#topic.tell({ kind: "own", accountId, agentId, frame });
  }

  tellColleagues(accountId: AccountId): void {
    this.#options.hub.tellColleagues(accountId);
    this.#topic.tell({ kind: "colleagues", accountId });
  }

  typing(chat: LiveChat, typist: Typist, typing: Typing): void {
    tellTyping(chat, typist, typing);
    const { accountId, chatId } = chat;
    this.#topic.tell({ kind: "typing", accountId, chatId, typist, typing });
  }

  /** A dashboard came, went, became idle or is idle no more. */
  idleChanged(accountId: AccountId, agentId: AgentId): void {
    this.#tellIdle([{ accountId, agentId, isIdle: this.#options.hub.idleStateOf(accountId, agentId) }]);
  }

  /** [ST7] Connected, and idle on every dashboard of every node. */
  isIdle(accountId: AccountId, agentId: AgentId): boolean {
    const elsewhere = [...this.#elsewhere.values()].map((states) => states.get(agentId)?.isIdle ?? null);
    return this.#options.hub.idleStateOf(accountId, agentId) === true && !elsewhere.includes(false);
  }

  #tellIdle(states: Idle[], isAnswerWanted = false): void {
    if (states.length > 0 || isAnswerWanted) this.#topic.tell({ kind: "idle", states, isAnswerWanted });
  }

  #hear(news: News, from: NodeId): void {
    const { hub, own, chats } = this.#options;
    switch (news.kind) {
      case "own":
        return own.tell(news.accountId, news.agentId, news.frame);
      case "colleagues":
        return hub.tellColleagues(news.accountId);
      case "typing": {
        const chat = chats.atHand(news.accountId, news.chatId);
        if (chat) tellTyping(chat, news.typist, news.typing);
        return;
      }
      case "idle":
        return this.#hearIdle(news.states, news.isAnswerWanted, from);
      // One of a newer node says nothing to this one.
      default:
        news satisfies never;
    }
  }

  #hearIdle(states: Idle[], isAnswerWanted: boolean, from: NodeId): void {
    const known = this.#elsewhere.get(from) ?? new Map<AgentId, Idle>();
    this.#elsewhere.set(from, known);
    for (const state of states) {
      if (state.isIdle === null) known.delete(state.agentId);
      else known.set(state.agentId, state);
      if (state.isIdle !== false) this.#options.onIdleElsewhere(state.accountId, state.agentId);
    }
    if (isAnswerWanted) this.#tellIdle(this.#options.hub.idleStates());
  }

  #forget(nodeId: NodeId): void {
    const gone = this.#elsewhere.get(nodeId)?.values() ?? [];
    this.#elsewhere.delete(nodeId);
    for (const { accountId, agentId } of gone) this.#options.onIdleElsewhere(accountId, agentId);
  }
}
