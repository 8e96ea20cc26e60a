import { type WebSocket, WebSocketServer } from "ws";

/**
 * The ceiling of `relay`: what is left when everything is taken away from a chat server but the relaying. A bare `ws`
 * server that parses, stamps, stringifies, sends on and acknowledges; it checks nothing, stores nothing, and writes
 * each frame at once. It speaks as much of the protocol as the load generator does.
 */

/** `agent` is set once somebody serves the chat. */
type Chat = { chatId: string; head: number; agent: WebSocket | null };

type Frame =
  | { t: "hello" }
  | { t: "ping" }
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
  const chat: Chat = { chatId: `chat-${chats.size}`, head: 0, agent: null };
  chats.set(chat.chatId, chat);
  // The load generator sends nothing else.
  socket.on("message", (data) => take(socket, chat, JSON.parse(String(data)) as Frame));
});
process.on("disconnect", () => process.exit());

function take(socket: WebSocket, chat: Chat, frame: Frame): void {
  if (frame.t === "hello") send(socket, { t: "welcome" });
  else if (frame.t === "ping") send(socket, { t: "pong" });
  else if (frame.command.type === "SendMessage") relay(socket, chat, frame.id, frame.command.text);
  else serve(socket, frame.id, frame.command.chatId);
}

function serve(agent: WebSocket, id: string, chatId: string): void {
  const chat = chats.get(chatId);
  if (chat) chat.agent = agent;
  send(agent, { t: "ack", id, chatId });
}

function relay(visitor: WebSocket, chat: Chat, id: string, text: string): void {
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
  if (agent) send(agent, { t: "events", chatId, from, upTo: head, entries: [entry] });
  send(visitor, { t: "ack", id, chatId, firstSeq: head, lastSeq: head });
}

function send(socket: WebSocket, frame: object): void {
  socket.send(JSON.stringify(frame));
}
