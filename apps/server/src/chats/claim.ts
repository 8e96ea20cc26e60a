import {
  type AccountId,
  type AgentRef,
  type ChatCommand,
  type ChatId,
  decide,
  type EpochMs,
  type Facts,
  invariant,
  needsQueueNumber,
  plainFacts,
  type RecordedEvent,
} from "@causerie/domain";
import type { Pool, PoolClient } from "pg";
import { untilAnswered } from "../platform/sql/retry.ts";
import { inTransaction } from "../platform/sql/transaction.ts";
import { append } from "./append.ts";
import type { DeadlineSettingsOf } from "./deadline-rules.ts";
import { Lane } from "./lane.ts";
import type { LiveChat } from "./live-chat.ts";
import type { LiveChats } from "./live-chats.ts";
import { type Answer, type Order, toAppend } from "./perform.ts";
import { drawQueueNumber, findCommand, oldestWaiting } from "./store.ts";

export type ClaimOptions = {
  pool: Pool;
  chats: LiveChats;
  settingsOf: DeadlineSettingsOf;
  now: () => EpochMs;
  isStopping: () => boolean;
};

/** Read under the account's lock: `onlyIf` calls the claim off, `facts` are for the decision. */
export type ClaimLooks = {
  onlyIf?: (client: PoolClient) => Promise<boolean>;
  facts?: (client: PoolClient) => Promise<Partial<Facts>>;
};

/** Writes to a chat what it is to say of a change beside it, in the same commit. */
export type Tell = (chatId: ChatId, command: ChatCommand) => Promise<void>;

type Outcome = { answer: Answer; chat: LiveChat | null; events: RecordedEvent[] };

/**
 * Commands that claim across chats: each a transaction of its own, which takes the account's lock before any chat's
 * head, so that of all agents on all nodes one at a time looks at the queue.
 */
export class Claim {
  readonly #options: ClaimOptions;
  /** Claims of one account wait here rather than each on a connection of the pool. */
  readonly #lanes = new Map<AccountId, Lane>();

  constructor(options: ClaimOptions) {
    this.#options = options;
  }

  /** [QU1] [QU4] [QU5] The oldest request that the agent is offered; `none-left` when there is none. */
  serveNext(order: Order, agent: AgentRef): Promise<Answer> {
    return this.#claim(order, (client) => this.#serveOldest(client, order, agent));
  }

  /** A claim on a chat that is named. */
  onChat(
    order: Order,
    chatId: string,
    command: ChatCommand,
    { onlyIf, facts }: ClaimLooks = {},
  ): Promise<Answer> {
    return this.#claim(order, async (client) => {
      const chat = await this.#options.chats.getOn(client, order.accountId, chatId);
      if (!chat) return refused("not-found");
      if (onlyIf && !(await onlyIf(client))) return refused("nothing-to-do");
      return this.#decideUnderLock(client, order, chat, command, await facts?.(client));
    });
  }

  /**
   * A change of what stands beside the logs. It may run again after a lost connection: `change` must know itself what
   * it has done [DE2]. `yields`: to all that does not, claims among them [LI21].
   */
  async beside<Result>(
    order: Order,
    change: (client: PoolClient, tell: Tell) => Promise<Result>,
    { yields = false } = {},
  ): Promise<Result> {
    const { result, outcomes } = await this.#lane(order.accountId).inTurn(
      () => untilAnswered(() => this.#transactBeside(order, change), this.#options.isStopping),
      { yields },
    );
    for (const outcome of outcomes) await this.#committed(order, outcome);
    return result;
  }

  #transactBeside<Result>(order: Order, change: (client: PoolClient, tell: Tell) => Promise<Result>) {
    return this.#locked(order, async (client, known) => {
      const outcomes = known ? [known] : [];
      const result = await change(client, async (chatId, command) => {
        const chat = await this.#options.chats.getOn(client, order.accountId, chatId);
        invariant(chat, `chat ${chatId} is gone`);
        const outcome = await this.#decideUnderLock(client, order, chat, command);
        invariant(outcome.answer.ok, `chat ${chatId} refused to say what was changed beside it`);
        outcomes.push(outcome);
      });
      return { result, outcomes };
    });
  }

  async #serveOldest(client: PoolClient, order: Order, agent: AgentRef): Promise<Outcome> {
    let after = Number.MIN_SAFE_INTEGER;
    for (;;) {
      const oldest = await oldestWaiting(client, order.accountId, agent.agentId, after);
      if (!oldest) return refused("none-left");
      const chat = await this.#options.chats.getOn(client, order.accountId, oldest.chatId);
      if (chat) {
        const outcome = await this.#decideUnderLock(client, order, chat, { type: "ServeChat", agent });
        if (outcome.answer.ok) return outcome;
      }
      // It ended while we waited for its head: the next one.
      after = oldest.queueNumber;
    }
  }

  /** The head is locked first, so that what is decided on is what is written to. */
  async #decideUnderLock(
    client: PoolClient,
    order: Order,
    chat: LiveChat,
    command: ChatCommand,
    looked: Partial<Facts> = {},
  ): Promise<Outcome> {
    await client.query({
      name: "lock-head",
      text: "select head from chat_head where chat_id = $1 for no key update",
      values: [chat.chatId],
    });
    await this.#options.chats.catchUp(chat, client);
    const queueNumber = needsQueueNumber(chat.state, command) ? await drawQueueNumber(client) : null;
    const now = this.#options.now();
    const decision = decide(chat.state, command, { ...plainFacts, ...looked, now, queueNumber });
    if (!decision.ok) return { answer: { ok: false, refusal: decision.refusal }, chat: null, events: [] };
    const item = toAppend(order, chat, decision.events, now);
    await append(client, [item], this.#options.settingsOf);
    const { chatId, expectedHead, events } = item;
    const answer = {
      ok: true,
      chatId,
      firstSeq: expectedHead + 1,
      lastSeq: expectedHead + events.length,
    } as const;
    return { answer, chat, events };
  }

  async #claim(order: Order, decideOn: (client: PoolClient) => Promise<Outcome>): Promise<Answer> {
    const outcome = await this.#lane(order.accountId).inTurn(() =>
      untilAnswered(
        () => this.#locked(order, async (client, known) => known ?? (await decideOn(client))),
        this.#options.isStopping,
      ),
    );
    await this.#committed(order, outcome);
    return outcome.answer;
  }

  async #committed(order: Order, { chat, events, answer }: Outcome): Promise<void> {
    const { chats, isStopping } = this.#options;
    if (chat) {
      const isWhole = chats.committed(chat, events);
      if (!isWhole) await untilAnswered(() => chats.catchUp(chat), isStopping);
    } else if (answer.ok) {
      await untilAnswered(() => chats.writtenBefore(order.accountId, answer.chatId), isStopping);
    }
  }

  /** `known`: the outcome of this very command, written before. */
  #locked<Result>(
    order: Order,
    run: (client: PoolClient, known: Outcome | null) => Promise<Result>,
  ): Promise<Result> {
    return inTransaction(this.#options.pool, async (client) => {
      await client.query({
        name: "lock-account",
        text: "select from account where id = $1 for no key update",
        values: [order.accountId],
      });
      const known = await findCommand(client, order.accountId, order.actor, order.commandId);
      return run(client, known && { answer: { ok: true, ...known }, chat: null, events: [] });
    });
  }

  #lane(accountId: AccountId): Lane {
    const lane = this.#lanes.get(accountId) ?? new Lane();
    this.#lanes.set(accountId, lane);
    return lane;
  }
}

function refused(reason: "not-found" | "none-left" | "nothing-to-do"): Outcome {
  return { answer: { ok: false, refusal: { reason } }, chat: null, events: [] };
}
