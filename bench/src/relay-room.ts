/** What is left of a chat server when everything is taken away but the relaying: it checks nothing and stores nothing. */

/** How a server writes a frame to one of its sockets. */
export type Connection = { send(frame: object): void };

export type Frame =
  | { t: "hello" }
  | { t: "ping" }
  | { t: "command"; id: string; command: { type: "SendMessage"; text: string } }
  | { t: "command"; id: string; command: { type: "ServeChat"; chatId: string } };

/** `agent` is set once somebody serves the chat. */
type Chat = { chatId: string; head: number; agent: Connection | null };

const chats = new Map<string, Chat>();

/** Speaks as much of the protocol as the load generator does. */
export function welcome(connection: Connection): (frame: Frame) => void {
  const chat: Chat = { chatId: `chat-${chats.size}`, head: 0, agent: null };
  chats.set(chat.chatId, chat);
  return (frame) => take(connection, chat, frame);
}

function take(connection: Connection, chat: Chat, frame: Frame): void {
  if (frame.t === "hello") connection.send({ t: "welcome" });
  else if (frame.t === "ping") connection.send({ t: "pong" });
  else if (frame.command.type === "SendMessage") relay(connection, chat, frame.id, frame.command.text);
  else serve(connection, frame.id, frame.command.chatId);
}

function serve(agent: Connection, id: string, chatId: string): void {
  const chat = chats.get(chatId);
  if (chat) chat.agent = agent;
  agent.send({ t: "ack", id, chatId });
}

function relay(visitor: Connection, chat: Chat, id: string, text: string): void {
  const from = chat.head;
  chat.head += 1;
  const { chatId, head, agent } = chat;
  const entry = {
    type: "MessageSent",
    messageId: id,
    from: { kind: "visitor" },
    text,
    seq: head,
    at: Date.now(),
  };
  agent?.send({ t: "events", chatId, from, upTo: head, entries: [entry] });
  visitor.send({ t: "ack", id, chatId, firstSeq: head, lastSeq: head });
}
