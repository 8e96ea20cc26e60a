import {
  type AccountId,
  type AgentRef,
  agentsIn,
  type ChatCommand,
  type ChatState,
  type CommandId,
  type EpochMs,
  isBeingHandedOver,
  isOpen,
  type OpenChat,
} from "@causerie/domain";
import type { Pool } from "pg";
import type { Actor } from "./append.ts";
import type { Claim } from "./claim.ts";
import { afterMsOf, type DeadlineKind } from "./deadline-rules.ts";
import type { About, OnError } from "./follow-up.ts";
import {
  forgetLapsed,
  graceForAll,
  isHeld,
  isVisitorActive,
  type Lapsed,
  LEASE_MS,
  type Leases,
  lapsedLeases,
  missAgents,
} from "./leases.ts";
import type { LiveChats } from "./live-chats.ts";
import type { AccountLookup } from "./lookups.ts";
import type { Answer, Perform } from "./perform.ts";
import { chatsServedBy, openChatOf } from "./store.ts";

/** A walk from page to page, or a reload, is no absence [CH12]. */
const VISITOR_GRACE_MS = 10_000;

/** A chat that waits, or whose visitor is active, is asked again this soon whether it has become idle. */
const ASK_AGAIN_MS = 60_000;

/** A node that claimed a deadline and died gives it up after this. */
const CLAIM_MS = 30_000;

export type SweepOptions = {
  pool: Pool;
  nodeId: string;
  leases: Leases;
  chats: LiveChats;
  perform: Perform;
  claim: Claim;
  settingsOf: AccountLookup["settingsOf"];
  now: () => EpochMs;
  onError: OnError;
};

/** One that was set anew meanwhile stands. */
const STILL_CLAIMED = "where chat_id = $1 and kind = $2 and claimed_until > 0";

type Due = { chatId: string; accountId: AccountId; kind: DeadlineKind; dueAt: EpochMs };

/**
 * Acts on what is due: agents and visitors who are gone, chats that time out. Any number of nodes may sweep: each
 * command is decided again when due, and its id is made from what it is, so that twice is once.
 */
export class Sweep {
  readonly #options: SweepOptions;
  /** When one was last carried through; null before the first. */
  #sweptAt: EpochMs | null = null;

  constructor(options: SweepOptions) {
    this.#options = options;
  }

  /** To be called about every second. */
  async run(): Promise<void> {
    const { pool, now } = this.#options;
    if (this.#sweptAt !== null && now() - this.#sweptAt > LEASE_MS) await this.#comeBack();
    for (const lapsed of await lapsedLeases(pool, now())) {
      const isPast = lapsed.lapsedAt <= now() - this.#graceMs(lapsed);
      if (isPast) await this.#alone(() => this.#gone(lapsed), aboutWhom(lapsed));
    }
    for (const due of await this.#takeDue())
      await this.#alone(() => this.#timeOut(due), { accountId: due.accountId, chatId: due.chatId });
    this.#sweptAt = now();
  }

  /** To be called about every minute. */
  async missAgents(): Promise<void> {
    const { pool, nodeId, now } = this.#options;
    await missAgents(pool, nodeId, now());
  }

  #graceMs({ kind, accountId }: Lapsed): number {
    const { agentGoneAfterMs, visitorGoneAfterMs } = this.#options.settingsOf(accountId);
    return kind === "agent" ? agentGoneAfterMs : Math.min(VISITOR_GRACE_MS, visitorGoneAfterMs);
  }

  /**
   * The database was away, this machine slept or its clock was set forward: no lease could be renewed, so that none
   * says who is gone.
   */
  async #comeBack(): Promise<void> {
    const { pool, nodeId, leases, now, settingsOf } = this.#options;
    await graceForAll(pool, nodeId, now(), settingsOf);
    await leases.renew();
  }

  /** What fails comes again with the next sweep, and keeps nothing else from being done. */
  async #alone(act: () => Promise<void>, about: About): Promise<void> {
    await act().catch((error: unknown) => this.#options.onError(error, about));
  }

  async #gone(lapsed: Lapsed): Promise<void> {
    if (lapsed.kind === "agent") await this.#agentGone(lapsed);
    else await this.#visitorGone(lapsed);
    await forgetLapsed(this.#options.pool, lapsed);
  }

  /** [CH10] The newest first, so that at the head of the queue they stand in their old order. */
  async #agentGone({ accountId, subject, lapsedAt }: Lapsed): Promise<void> {
    const { pool, chats, claim, now } = this.#options;
    const agentId = Number(subject);
    for (const chatId of (await chatsServedBy(pool, accountId, agentId)).reverse()) {
      // What is at hand may be behind, and would say that they are not in it.
      const chat = await chats.current(accountId, chatId);
      const agent = chat && concerned(chat.state).find((one) => one.agentId === agentId);
      if (!agent) continue;
      await claim.onChat(
        { accountId, actor: "system", commandId: `agent-gone:${agentId}:${chatId}:${lapsedAt}` as CommandId },
        chatId,
        { type: "RequeueChat", agent },
        { onlyIf: async (client) => !(await isHeld(client, "agent", subject, now())) },
      );
    }
  }

  async #visitorGone({ accountId, subject, lapsedAt }: Lapsed): Promise<void> {
    const { pool, perform } = this.#options;
    // Written by us, from a visitor's id.
    const chatId = await openChatOf(pool, accountId, subject as Parameters<typeof openChatOf>[2]);
    if (!chatId) return;
    const commandId = `visitor-gone:${chatId}:${lapsedAt}` as CommandId;
    await perform.onChat({ accountId, actor: "system", commandId }, chatId, { type: "RecordVisitorGone" });
  }

  async #timeOut({ chatId, accountId, kind, dueAt }: Due): Promise<void> {
    const { perform, settingsOf } = this.#options;
    const commandId = `time-out:${kind}:${chatId}:${dueAt}` as CommandId;
    const afterMs = afterMsOf(kind, settingsOf(accountId));
    const command = await this.#commandOf({ chatId, accountId, kind, dueAt }, afterMs);
    const answer = await perform.onChat({ accountId, actor: "system", commandId }, chatId, command);
    await this.#settle({ chatId, accountId, kind, dueAt }, afterMs, answer);
  }

  async #commandOf({ chatId, accountId, kind }: Due, afterMs: number): Promise<ChatCommand> {
    switch (kind) {
      case "hand-over":
        return { type: "LapseHandOver", afterMs };
      case "visitor-gone":
        return { type: "TimeOutChat", because: kind, afterMs };
      case "idle": {
        const isVisitorActive = await this.#isVisitorActive(accountId, chatId);
        return { type: "TimeOutChat", because: kind, afterMs, isVisitorActive };
      }
    }
  }

  /** One who is not noted as gone yet is as they were [CH12]. */
  async #isVisitorActive(accountId: AccountId, chatId: string): Promise<boolean> {
    const { pool, chats, now } = this.#options;
    const chat = await chats.get(accountId, chatId);
    if (!chat || !isOpen(chat.state)) return false;
    return isVisitorActive(pool, chat.state.visitor.visitorId, now() - VISITOR_GRACE_MS);
  }

  /** Asked too early: again when it says. What an open chat may still come to is asked again later. */
  async #settle({ chatId, accountId, kind }: Due, afterMs: number, answer: Answer): Promise<void> {
    const { pool, chats, now, settingsOf } = this.#options;
    const refusal = answer.ok ? null : answer.refusal;
    const chat = await chats.get(accountId, chatId);
    const askAgainMs = chat && isOpen(chat.state) ? askAgainAfterMs(kind, chat.state, afterMs) : null;
    const later = askAgainMs === null ? null : now() + askAgainMs;
    // The time-out may have been changed while this one was asked.
    const changedByMs = afterMsOf(kind, settingsOf(accountId)) - afterMs;
    const again = refusal?.reason === "not-due" ? refusal.dueAt + changedByMs : later;
    await pool.query(
      again === null
        ? { text: `delete from deadline ${STILL_CLAIMED}`, values: [chatId, kind] }
        : {
            text: `update deadline set due_at = $3, claimed_until = 0 ${STILL_CLAIMED}`,
            values: [chatId, kind, again],
          },
    );
  }

  /** Claimed for a while rather than locked: what they lead to may write the same rows. */
  async #takeDue(): Promise<Due[]> {
    const { pool, now } = this.#options;
    const { rows } = await pool.query<Due>({
      name: "take-due",
      text: `update deadline d set claimed_until = $1::bigint + $2::bigint
             from (select chat_id, kind from deadline where due_at <= $1 and claimed_until <= $1
                   order by due_at limit 100 for update skip locked) as due
             where d.chat_id = due.chat_id and d.kind = due.kind
             returning d.chat_id as "chatId", d.account_id as "accountId", d.kind, d.due_at as "dueAt"`,
      values: [now(), CLAIM_MS],
    });
    return rows;
  }
}

function aboutWhom({ accountId, kind, subject }: Lapsed): About {
  return { accountId, actor: `${kind}:${subject}` as Actor };
}

/** Those without whom the chat may have to go back to the queue: in it, or invited [CH10] [IN4]. */
function concerned(state: ChatState): AgentRef[] {
  if (!isOpen(state)) return [];
  return [...agentsIn(state), ...state.invitations.map(({ agent }) => agent)];
}

/** A chat that waits in the queue is not idle yet, nor one whose visitor is active; one may be handed to a second agent while a first has yet to open it. */
function askAgainAfterMs(kind: DeadlineKind, state: OpenChat, afterMs: number): number | null {
  switch (kind) {
    case "idle":
      return Math.min(afterMs, ASK_AGAIN_MS);
    case "hand-over":
      return isBeingHandedOver(state) ? 0 : null;
    case "visitor-gone":
      return null;
  }
}
