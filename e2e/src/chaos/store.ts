import { type ChatState, fold, initialState, type RecordedEvent } from "@causerie/domain";
import pg from "pg";

export type StoredCommand = { actor: string; commandId: string; firstSeq: number; lastSeq: number };

export type StoredChat = {
  chatId: string;
  visitorId: string | null;
  head: number;
  startedAt: number;
  projection: Projection;
  events: RecordedEvent[];
  /** What the log folds to. */
  state: ChatState;
  /** By the first number that they wrote. */
  commands: StoredCommand[];
};

/** What the chat's row says of the log. */
export type Projection = {
  status: string;
  departmentId: number | null;
  queueNumber: number | null;
  agentIds: number[];
  invitedIds: number[];
  excludedIds: number[];
};

export type Store = {
  chats: ReadonlyMap<string, StoredChat>;
  commands: ReadonlyMap<string, StoredCommand[]>;
};

/** All chats as PostgreSQL has them in one instant, read past the server's own code. */
export async function readStore(url: string): Promise<Store> {
  const client = new pg.Client({ connectionString: url, statement_timeout: 20_000 });
  await client.connect();
  try {
    await client.query("begin isolation level repeatable read read only");
    const chats = new Map((await readChats(client)).map((chat) => [chat.chatId, chat]));
    for (const { chatId, ...event } of await readEvents(client))
      chats.get(chatId)?.events.push(eventOf(event));
    const commands = new Map<string, StoredCommand[]>();
    for (const { chatId, ...command } of await readCommands(client)) {
      chats.get(chatId)?.commands.push(command);
      commands.set(command.commandId, [...(commands.get(command.commandId) ?? []), command]);
    }
    for (const chat of chats.values()) chat.state = fold(chat.events, initialState);
    return { chats, commands };
  } finally {
    await client.end();
  }
}

async function readChats(client: pg.Client): Promise<StoredChat[]> {
  const { rows } = await client.query<
    Pick<StoredChat, "chatId" | "visitorId" | "head" | "startedAt"> & Projection
  >(
    `select c.id as "chatId", c.visitor_id as "visitorId", h.head, c.started_at::float8 as "startedAt", c.status,
       c.department_id::float8 as "departmentId", c.queue_number::float8 as "queueNumber",
       c.agent_ids::float8[] as "agentIds", c.invited_ids::float8[] as "invitedIds",
       c.excluded_ids::float8[] as "excludedIds"
     from chat c join chat_head h on h.chat_id = c.id order by c.started_at, c.id`,
  );
  return rows.map(({ chatId, visitorId, head, startedAt, ...projection }) => ({
    ...{ chatId, visitorId, head, startedAt, projection },
    events: [],
    state: initialState,
    commands: [],
  }));
}

type EventRow = { seq: number; at: number; type: string; body: string | null; data: object };

async function readEvents(client: pg.Client): Promise<(EventRow & { chatId: string })[]> {
  const { rows } = await client.query(
    `select chat_id as "chatId", seq, at::float8 as at, type, body, data from chat_event order by chat_id, seq`,
  );
  return rows;
}

async function readCommands(client: pg.Client): Promise<(StoredCommand & { chatId: string })[]> {
  const { rows } = await client.query(
    `select chat_id as "chatId", actor, command_id as "commandId", first_seq as "firstSeq", last_seq as "lastSeq"
     from command order by chat_id, first_seq`,
  );
  return rows;
}

/** What people wrote stands apart from the rest of an event. */
function eventOf({ seq, at, type, body, data }: EventRow): RecordedEvent {
  const written = { seq, at, type, ...data };
  const withBody =
    type === "ChatTransferred"
      ? { ...written, remark: body ?? "" }
      : body === null
        ? written
        : { ...written, text: body };
  // The server wrote it.
  return withBody as RecordedEvent;
}
