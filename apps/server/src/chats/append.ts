import {
  type AccountId,
  type ChatId,
  type ChatState,
  type CommandId,
  invariant,
  type RecordedEvent,
} from "@causerie/domain";
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
  if (!row) return { kind: "conflict" };
  if (row.chat_id === null || row.first_seq === null || row.last_seq === null) return { kind: "written" };
  return { kind: "known", chatId: row.chat_id, firstSeq: row.first_seq, lastSeq: row.last_seq };
}

function parameters(appends: readonly Append[], settingsOf: DeadlineSettingsOf): unknown[] {
  const events = appends.flatMap((item) => item.events.map((event) => ({ item, row: eventRow(event) })));
  const deadlines = appends.flatMap((item) =>
    deadlinesAfter(item.events, settingsOf(item.accountId)).map((deadline) => ({ item, deadline })),
  );
  return [
    plainArray(appends.map((item) => item.chatId)),
    plainArray(appends.map((item) => item.accountId)),
    plainArray(appends.map((item) => item.expectedHead)),
    plainArray(appends.map((item) => item.expectedHead + item.events.length)),
    plainArray(appends.map((item) => item.actor)),
    plainArray(appends.map((item) => item.commandId)),
    appends.map((item) => projectionOf(item)),
    plainArray(events.map(({ item }) => item.chatId)),
    plainArray(events.map(({ row }) => row.seq)),
    plainArray(events.map(({ row }) => row.at)),
    plainArray(events.map(({ row }) => row.type)),
    events.map(({ row }) => row.body),
    events.map(({ row }) => row.data),
    plainArray(deadlines.map(({ item }) => item.chatId)),
    plainArray(deadlines.map(({ deadline }) => deadline.kind)),
    plainArray(deadlines.map(({ deadline }) => deadline.dueAt)),
  ];
}

/** Numbers and our own ids need none of the escaping on which pg spends two patterns an element. */
function plainArray(values: readonly (string | number)[]): string {
  const text = values.join(",");
  invariant(/^[\w:.,-]*$/.test(text), "an id holds what an array of PostgreSQL would have to escape");
  return `{${text}}`;
}
