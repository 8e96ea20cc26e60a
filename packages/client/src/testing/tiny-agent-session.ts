import { type AgentRef, invitationOf, isAgentIn, type VisitorId } from "@causerie/domain";
import type { AgentCommand, AgentFrame, AgentHello } from "@causerie/protocol";
import type { ServerLink } from "./simulated-network.ts";
import type { Answer, TinyChat, TinyChats } from "./tiny-chats.ts";
import { PING_MS, TinySession } from "./tiny-session.ts";

export class TinyAgentSession extends TinySession {
  readonly audience = "agent";
  readonly me: AgentRef;
  readonly #opened = new Set<string>();

  constructor(server: TinyChats, link: ServerLink, me: AgentRef) {
    super(server, link);
    this.me = me;
  }

  receive(text: string): void {
    // The client under test writes frames of its own protocol.
    const frame = JSON.parse(text) as AgentFrame;
    if (frame.t === "ping") this.send({ t: "pong" });
    if (frame.t === "hello") this.#welcome(frame);
    if (frame.t === "open") this.#open(frame.chatId);
    if (frame.t === "close") this.#close(frame.chatId);
    if (frame.t === "read") this.server.read(this.me.agentId, frame.chatId, frame.seq);
    if (frame.t === "older") this.older(frame.chatId, frame.before);
    if (frame.t === "command") this.#command(frame.id, frame.command);
  }

  override announceRead(agentId: number, chatId: string, seq: number): void {
    if (agentId === this.me.agentId) this.send({ t: "read", chatId, seq });
  }

  isTheirs({ state }: TinyChat): boolean {
    const { agentId } = this.me;
    return (state.status === "served" && isAgentIn(state, agentId)) || invitationOf(state, agentId) !== null;
  }

  protected settle(chat: TinyChat): void {
    const isInIt = this.isTheirs(chat) || isAgentIn(chat.state, this.me.agentId);
    const isOver = !isInIt && !this.#opened.has(chat.chatId);
    if (!isOver || !this.held.delete(chat.chatId)) return;
    this.send({ t: "dropped", chatId: chat.chatId });
  }

  #welcome({ chats }: AgentHello): void {
    this.server.readers.add(this);
    const upTo = new Map(chats.map((held) => [held.chatId, held.upTo]));
    const wanted = [...this.server.chats.values()].filter(
      (chat) => this.isTheirs(chat) || upTo.has(chat.chatId),
    );
    for (const chat of wanted) if (!this.isTheirs(chat)) this.#opened.add(chat.chatId);
    const caughtUp = wanted.map((chat) => this.catchUp(chat, upTo.get(chat.chatId)));
    const reads = wanted.map(({ chatId }) => ({ chatId, seq: this.server.readOf(this.me.agentId, chatId) }));
    const me = { ...this.me, email: `${this.me.agentId}@example.org`, status: "online", idleTimeout: null };
    const queue = { count: 0, oldest: null, onlyExcluded: 0 };
    this.send({
      t: "welcome",
      v: 1,
      me,
      colleagues: [],
      departments: [],
      settings: { ratingEnabled: true, offlineTransfers: false, fileTypes: [] },
      chats: caughtUp,
      reads,
      queue,
      visitorsHere: 0,
      unread: 0,
      pingMs: PING_MS,
    });
  }

  #open(chatId: string): void {
    const chat = this.server.chats.get(chatId);
    if (chat) this.#opened.add(chatId);
    else this.send({ t: "dropped", chatId });
    if (chat && !this.held.has(chatId)) this.give(chat);
  }

  #close(chatId: string): void {
    this.#opened.delete(chatId);
    const chat = this.server.chats.get(chatId);
    if (chat && !this.isTheirs(chat)) this.held.delete(chatId);
  }

  #command(id: string, command: AgentCommand): void {
    this.answer(
      id,
      this.server.once(`agent ${this.me.agentId}`, id, () => this.#execute(id, command)),
    );
  }

  #execute(id: string, command: AgentCommand): Answer {
    const { server, me: agent } = this;
    const from = { kind: "agent", ...agent } as const;
    switch (command.type) {
      case "ServeNext": {
        const chat = server.nextInQueue();
        return chat
          ? server.execute(chat, { type: "ServeChat", agent })
          : { refusal: { reason: "none-left" } };
      }
      case "ServeChat":
        return server.execute(server.chats.get(command.chatId), { type: "ServeChat", agent });
      case "SendMessage": {
        const message = { type: "SendMessage", from, messageId: id, text: command.text } as const;
        return server.execute(server.chats.get(command.chatId), message);
      }
      case "LeaveChat":
        return server.execute(server.chats.get(command.chatId), { type: "LeaveChat", agent });
      case "EndChat":
        return server.execute(server.chats.get(command.chatId), { type: "EndChat", by: from });
      case "StartChat": {
        // The brand is given where the id is made.
        const visitor = { visitorId: command.visitorId as VisitorId, number: 1, name: null };
        const chat = server.openChatOf(visitor.visitorId) ?? server.newChat(visitor);
        return server.execute(chat, { type: "StartChat", agent, visitor, messageId: id, text: command.text });
      }
      case "WriteNote": {
        const note = { type: "WriteNote", agent, messageId: id, text: command.text } as const;
        return server.execute(server.chats.get(command.chatId), note);
      }
      case "ReadOfflineMessage":
      case "RequestRating":
      case "AcceptInvitation":
      case "DeclineInvitation":
        return server.execute(server.chats.get(command.chatId), { type: command.type, agent });
      case "ChangeTags": {
        const { chatId, add, remove } = command;
        return server.execute(server.chats.get(chatId), { type: "ChangeTags", agent, add, remove });
      }
      // What this tiny server knows nothing of: departments, agents by e-mail, files, details.
      case "EditVisitor":
      case "TransferToDepartment":
      case "InviteAgent":
      case "StartTeamChat":
      case "AddTeamMembers":
      case "SendFile":
      case "StartChatWithFile":
        return { refusal: { reason: "not-found" } };
    }
  }
}
