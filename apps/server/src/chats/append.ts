import type { AccountId, ChatId, ChatState, CommandId, RecordedEvent } from "@causerie/domain";
import { APPEND } from "./append.sql.ts";
import { type DeadlineSettingsOf, deadlinesAfter } from "./deadline-rules.ts";
import { projectionOf } from "./projection.ts";
import { eventRow } from "./rows.ts";

/** Who gives a command: with the command's id, what it is remembered by [DL3]. */
export type Actor = `visitor:${string}` | `agent:${number}` | "system";

/** What one command adds to one chat: decided on the log up to `expectedHead`, which must still be its end. */
export type Append = {
  accountId: AccountId;
  chatId: ChatId;
  actor: Actor;
  commandId: CommandId;
  expectedHead: number;
  before: ChatState;
  after: ChatState;
  /** Never empty; numbered from `expectedHead + 1`. */
  events: RecordedEvent[];
};

/** `known`: the command was written before, there. `conflict`: the log has moved on; reload and decide again. */
export type AppendOutcome =
  | { kind: "written" }
  | { kind: "known"; chatId: ChatId; firstSeq: number; lastSeq: number }
  | { kind: "conflict" };

/** A pool or a client inside a transaction. */
export type Queryable = {
  query(config: { name: string; text: string; values: unknown[] }): Promise<{ rows: unknown[] }>;
};

type OutcomeRow = {
  asked: string;
  chat_id: ChatId | null;
  first_seq: number | null;
  last_seq: number | null;
};

/** Writes all or, of each chat, nothing; one outcome per append, in their order. No chat may stand twice. */
export async function append(
  db: Queryable,
  appends: readonly Append[],
  settingsOf: DeadlineSettingsOf,
): Promise<AppendOutcome[]> {
  const result = await db.query({ name: "append", text: APPEND, values: parameters(appends, settingsOf) });
  // The shape is that of the statement's last select.
  const rows = new Map((result.rows as OutcomeRow[]).map((row) => [row.asked, row]));
  return appends.map(({ chatId }) => outcomeOf(rows.get(chatId)));
}

function outcomeOf(row: OutcomeRow | undefined): AppendOutcome {
  if (!row) return WRITTEN;
  if (row.chat_id === null || row.first_seq === null || row.last_seq === null) return { kind: "conflict" };
  return { kind: "known", chatId: row.chat_id, firstSeq: row.first_seq, lastSeq: row.last_seq };
}

const WRITTEN: AppendOutcome = { kind: "written" };

/**
 * Three lists as JSON, which is stringified natively; arrays of PostgreSQL would be escaped by pg, an element at a time,
 * for a third more of the server's time (docs/performance.md).
 */
function parameters(appends: readonly Append[], settingsOf: DeadlineSettingsOf): string[] {
  const events = appends.flatMap(({ chatId, events }) => events.map((event) => eventRow(chatId, event)));
  const deadlines = appends.flatMap(({ chatId, accountId, events }) =>
    deadlinesAfter(events, settingsOf(accountId)).map(({ kind, dueAt }) => ({
      chat_id: chatId,
      kind,
      due_at: dueAt,
    })),
  );
  return [appends.map(inputRow), events, deadlines].map((list) => JSON.stringify(list));
}

function inputRow(item: Append): object {
  return {
    chat_id: item.chatId,
    account_id: item.accountId,
    expected: item.expectedHead,
    head: item.expectedHead + item.events.length,
    actor: item.actor,
    command_id: item.commandId,
    projection: projectionOf(item),
  };
}
