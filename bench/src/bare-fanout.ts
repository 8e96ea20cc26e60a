import { type WebSocket, WebSocketServer } from "ws";

/** The ceiling of `fanout`: a bare `ws` server that stamps a message, stringifies it once, and sends it to all readers. */

type Chat = { chatId: string; head: number; readers: Set<WebSocket> };
type Frame =
  | { t: "hello" }
  | { t: "ping" }
  | { t: "open"; chatId: string }
  | { t: "command"; id: string; command: { type: "SendMessage"; text: string } }
  | { t: "command"; id: string; command: { type: "ServeChat"; chatId: string } };

const chats = new Map<string, Chat>();
const server = new WebSocketServer({
  host: "127.0.0.1",
  port: 0,
  perMessageDeflate: false,
  clientTracking: false,
});

server.on("listening", () => process.send?.(server.address()));
server.on("connection", (socket) => {
  const chat: Chat = { chatId: `chat-${chats.size}`, head: 0, readers: new Set() };
  chats.set(chat.chatId, chat);
  // The load generator sends nothing else.
  socket.on("message", (data) => take(socket, chat, JSON.parse(String(data)) as Frame));
});
process.on("disconnect", () => process.exit());

function take(socket: WebSocket, chat: Chat, frame: Frame): void {
  if (frame.t === "hello") send(socket, { t: "welcome" });
  else if (frame.t === "ping") send(socket, { t: "pong" });
  else if (frame.t === "open") read(socket, frame.chatId, { t: "chat", chatId: frame.chatId });
  else if (frame.command.type === "SendMessage") fanOut(socket, chat, frame.id, frame.command.text);
  else read(socket, frame.command.chatId, { t: "ack", id: frame.id, chatId: frame.command.chatId });
}

function read(agent: WebSocket, chatId: string, answer: object): void {
  chats.get(chatId)?.readers.add(agent);
  send(agent, answer);
}

function fanOut(visitor: WebSocket, chat: Chat, id: string, text: string): void {
  const from = chat.head;
  chat.head += 1;
  const { chatId, head } = chat;
  const entry = {
    type: "MessageSent",
    messageId: id,
    from: { kind: "visitor" },
    text,
    seq: head,
    at: Date.now(),
  };
  const events = JSON.stringify({ t: "events", chatId, from, upTo: head, entries: [entry] });
  for (const reader of chat.readers) reader.send(events);
  send(visitor, { t: "ack", id, chatId, firstSeq: head, lastSeq: head });
}

function send(socket: WebSocket, frame: object): void {
  socket.send(JSON.stringify(frame));
}
