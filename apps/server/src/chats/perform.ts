import {
  type AccountId,
  type ChatCommand,
  type ChatEvent,
  type ChatId,
  type CommandId,
  decide,
  type EpochMs,
  fold,
  invariant,
  needsQueueNumber,
  plainFacts,
  type RecordedEvent,
  type Refusal,
  type VisitorId,
} from "@causerie/domain";
import type { Pool } from "pg";
import { untilAnswered } from "../platform/sql/retry.ts";
import type { Actor, Append, AppendOutcome } from "./append.ts";
import { newChatId } from "./chat-id.ts";
import type { GroupCommit } from "./group-commit.ts";
import { LiveChat } from "./live-chat.ts";
import type { LiveChats } from "./live-chats.ts";
import type { AccountLookup } from "./lookups.ts";
import { drawQueueNumber, findCommand, type KnownCommand, openChatOf } from "./store.ts";

/** Who asks, under which id: the same pair is the same command [DL3]. */
export type Order = { accountId: AccountId; actor: Actor; commandId: CommandId };

export type Answer =
  | { ok: true; chatId: ChatId; firstSeq: number; lastSeq: number }
  | { ok: false; refusal: Refusal | { reason: "not-found" } | { reason: "slow-down" } };

/** A chat whose log moves on this often between deciding and writing is a defect, not bad luck. */
const MOST_ATTEMPTS = 20;

export type PerformOptions = {
  pool: Pool;
  chats: LiveChats;
  commits: GroupCommit;
  settingsOf: AccountLookup["settingsOf"];
  now: () => EpochMs;
  isStopping: () => boolean;
};

/** Runs commands that concern one chat only. Those that claim across chats are in claim.ts. */
export class Perform {
  readonly #options: PerformOptions;
  readonly #visitorLanes = new Map<VisitorId, Promise<unknown>>();

  constructor(options: PerformOptions) {
    this.#options = options;
  }

  /** On a chat that exists. */
  async onChat(order: Order, chatId: string, command: ChatCommand): Promise<Answer> {
    const chat = await this.#answered(() => this.#options.chats.get(order.accountId, chatId));
    if (!chat) return { ok: false, refusal: { reason: "not-found" } };
    return chat.inTurn(() => this.#attempt(order, chat, command));
  }

  /**
   * On the visitor's open chat, or on a new one when there is none [CH1] [CH2]. `commandFor` says what is asked of
   * which. One visitor's such commands take turns, so that two tabs never race to open.
   */
  async onOpenChat(
    order: Order,
    visitorId: VisitorId,
    commandFor: (isNew: boolean) => ChatCommand,
  ): Promise<Answer> {
    const open = this.#visitorLanes.has(visitorId) ? null : this.#options.chats.openOf(visitorId);
    if (!open) return this.#inVisitorsTurn(order, visitorId, commandFor);
    const answer = await open.inTurn(() => this.#attempt(order, open, commandFor(false)));
    return isStale(answer) ? this.#inVisitorsTurn(order, visitorId, commandFor) : answer;
  }

  /** A log that is no visitor's. `already-open`: there is one in its place. */
  onNewLog(order: Order, command: ChatCommand): Promise<Answer> {
    return this.#open(order, this.#newChat(order), command);
  }

  /** A log of its own, beside the visitor's open chat [ST6]. */
  onNewChat(order: Order, visitorId: VisitorId, command: ChatCommand): Promise<Answer> {
    return this.#inTurnOf(visitorId, () => this.#open(order, this.#newChat(order), command));
  }

  #inVisitorsTurn(
    order: Order,
    visitorId: VisitorId,
    commandFor: (isNew: boolean) => ChatCommand,
  ): Promise<Answer> {
    return this.#inTurnOf(visitorId, () => this.#onOpenOrNew(order, visitorId, commandFor));
  }

  #inTurnOf(visitorId: VisitorId, run: () => Promise<Answer>): Promise<Answer> {
    const before = this.#visitorLanes.get(visitorId) ?? Promise.resolve();
    const answer = before.then(run);
    const lane = answer.catch(() => undefined);
    this.#visitorLanes.set(visitorId, lane);
    void lane.then(() => {
      if (this.#visitorLanes.get(visitorId) === lane) this.#visitorLanes.delete(visitorId);
    });
    return answer;
  }

  async #onOpenOrNew(
    order: Order,
    visitorId: VisitorId,
    commandFor: (isNew: boolean) => ChatCommand,
  ): Promise<Answer> {
    const { pool, chats } = this.#options;
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
      const chatId = await this.#answered(() => openChatOf(pool, order.accountId, visitorId));
      const answer = chatId
        ? await this.onChat(order, chatId, commandFor(false))
        : await this.#open(order, this.#newChat(order), commandFor(true));
      if (!isStale(answer)) return answer;
      if (chatId) await this.#answered(async () => chats.catchUp(await this.#mustGet(order, chatId)));
    }
    invariant(false, `no open chat of visitor ${visitorId} could be written to`);
  }

  #newChat({ accountId }: Order): LiveChat {
    return new LiveChat(accountId, newChatId(accountId, this.#options.now()));
  }

  async #mustGet(order: Order, chatId: ChatId): Promise<LiveChat> {
    const chat = await this.#options.chats.get(order.accountId, chatId);
    invariant(chat, `chat ${chatId} is gone`);
    return chat;
  }

  /** A conflict here is another chat of the visitor's, opened meanwhile. */
  async #open(order: Order, chat: LiveChat, command: ChatCommand): Promise<Answer> {
    const queueNumber = needsQueueNumber(chat.state, command) ? await this.#drawQueueNumber() : null;
    const decided = this.#decide(order, chat, command, queueNumber);
    if (!decided.ok) return this.#refused(order, decided.refusal);
    const outcome = await this.#write(decided.append);
    if (outcome.kind === "conflict") return { ok: false, refusal: { reason: "already-open" } };
    if (outcome.kind === "known") return this.#known(order, outcome);
    return this.#committed(this.#options.chats.add(chat), decided.append);
  }

  async #attempt(order: Order, chat: LiveChat, command: ChatCommand): Promise<Answer> {
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
      const { head } = chat;
      const queueNumber = needsQueueNumber(chat.state, command) ? await this.#drawQueueNumber() : null;
      const decided = this.#decide(order, chat, command, queueNumber);
      if (!decided.ok) {
        const answer = await this.#refused(order, decided.refusal);
        // What another node wrote may call for another answer.
        if (!answer.ok && (await this.#hasMovedOn(chat, head))) continue;
        return answer;
      }
      const outcome = await this.#write(decided.append);
      if (outcome.kind === "written") return this.#committed(chat, decided.append);
      if (outcome.kind === "known") return this.#known(order, outcome);
      await this.#hasMovedOn(chat, head);
    }
    invariant(false, `chat ${chat.chatId} moved on ${MOST_ATTEMPTS} times under one command`);
  }

  async #hasMovedOn(chat: LiveChat, head: number): Promise<boolean> {
    await this.#answered(() => this.#options.chats.catchUp(chat));
    return chat.head > head;
  }

  #decide(
    order: Order,
    chat: LiveChat,
    command: ChatCommand,
    queueNumber: number | null,
  ): { ok: true; append: Append } | { ok: false; refusal: Refusal } {
    const isRatingEnabled = this.#options.settingsOf(order.accountId).ratingEnabled;
    const facts = { ...plainFacts, now: this.#options.now(), queueNumber, isRatingEnabled };
    const decision = decide(chat.state, command, facts);
    return decision.ok ? { ok: true, append: toAppend(order, chat, decision.events, facts.now) } : decision;
  }

  #drawQueueNumber(): Promise<number> {
    return this.#answered(() => drawQueueNumber(this.#options.pool));
  }

  /** What is refused now may be the retry of what was done before [DL3]. */
  async #refused(order: Order, refusal: Refusal): Promise<Answer> {
    const { accountId, actor, commandId } = order;
    const known = await this.#answered(() => findCommand(this.#options.pool, accountId, actor, commandId));
    return known ? this.#known(order, known) : { ok: false, refusal };
  }

  async #known({ accountId }: Order, { chatId, firstSeq, lastSeq }: KnownCommand): Promise<Answer> {
    await this.#answered(() => this.#options.chats.writtenBefore(accountId, chatId));
    return { ok: true, chatId, firstSeq, lastSeq };
  }

  #write(item: Append): Promise<AppendOutcome> {
    return this.#answered(() => this.#options.commits.append(item));
  }

  async #committed(chat: LiveChat, { chatId, events, expectedHead }: Append): Promise<Answer> {
    const isWhole = this.#options.chats.committed(chat, events);
    if (!isWhole) await this.#answered(() => this.#options.chats.catchUp(chat));
    return { ok: true, chatId, firstSeq: expectedHead + 1, lastSeq: expectedHead + events.length };
  }

  #answered<Result>(run: () => Promise<Result>): Promise<Result> {
    return untilAnswered(run, this.#options.isStopping);
  }
}

/** The chat ended, or somebody else opened one, between looking and writing: look again. */
function isStale(answer: Answer): boolean {
  return !answer.ok && ["chat-ended", "already-open"].includes(answer.refusal.reason);
}

export function toAppend(order: Order, chat: LiveChat, events: ChatEvent[], now: EpochMs): Append {
  // A clock set back does not turn the log back.
  const at = Math.max(now, chat.tail.at(-1)?.at ?? 0);
  const recorded: RecordedEvent[] = events.map((event, index) => ({
    ...event,
    seq: chat.head + 1 + index,
    at,
  }));
  return {
    ...order,
    chatId: chat.chatId,
    expectedHead: chat.head,
    before: chat.state,
    after: fold(recorded, chat.state),
    events: recorded,
  };
}
