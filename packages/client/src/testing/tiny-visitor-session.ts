import { isOpen, type VisitorRef } from "@causerie/domain";
import type { VisitorCommand, VisitorFrame, VisitorHello } from "@causerie/protocol";
import type { Answer, TinyChat } from "./tiny-chats.ts";
import { PING_MS, TinySession } from "./tiny-session.ts";

const SITE = { ratingEnabled: true, status: "online", departments: [] };

export class TinyVisitorSession extends TinySession {
  readonly audience = "visitor";
  visitor: VisitorRef | null = null;

  receive(text: string): void {
    // The client under test writes frames of its own protocol.
    const frame = JSON.parse(text) as VisitorFrame;
    if (frame.t === "ping") this.send({ t: "pong" });
    if (frame.t === "hello") this.#welcome(frame);
    if (frame.t === "command" && this.visitor) this.#command(this.visitor, frame.id, frame.command);
    if (frame.t === "older") this.older(frame.chatId, frame.before);
  }

  isTheirs(chat: TinyChat): boolean {
    return chat.visitor.visitorId === this.visitor?.visitorId && isOpen(chat.state);
  }

  protected settle(): void {}

  #welcome({ token, chats }: VisitorHello): void {
    if (token === null) throw new Error("the client proposes its token");
    const visitor = this.server.visitorOf(token);
    this.visitor = visitor;
    this.server.readers.add(this);
    const upTo = new Map(chats.map((held) => [held.chatId, held.upTo]));
    const theirs = [...this.server.chats.values()].filter(
      (chat) => chat.visitor.visitorId === visitor.visitorId,
    );
    const wanted = theirs.filter((chat) => isOpen(chat.state) || upTo.has(chat.chatId));
    const caughtUp = wanted.map((chat) => this.catchUp(chat, upTo.get(chat.chatId)));
    this.send({ t: "welcome", v: 1, token, visitor, chats: caughtUp, pingMs: PING_MS, site: SITE });
  }

  #command(visitor: VisitorRef, id: string, command: VisitorCommand): void {
    this.answer(
      id,
      this.server.once(visitor.visitorId, id, () => this.#execute(visitor, id, command)),
    );
  }

  #execute(visitor: VisitorRef, id: string, command: VisitorCommand): Answer {
    const from = { kind: "visitor" } as const;
    switch (command.type) {
      case "SendMessage":
        return this.#say(visitor, id, command.text);
      // This tiny server keeps no files.
      case "SendFile":
        return { refusal: { reason: "file-not-found" } };
      case "EndChat":
        return this.server.execute(this.server.chats.get(command.chatId), { type: "EndChat", by: from });
      case "LeaveOfflineMessage": {
        const { name, email, text } = command;
        const contact = { name, email, phone: null };
        const message = { visitor, departmentId: null, contact, messageId: id, text };
        return this.server.execute(this.server.newChat(visitor), { type: "LeaveOfflineMessage", ...message });
      }
      case "RateChat": {
        const { chatId, rating } = command;
        return this.server.execute(this.server.chats.get(chatId), { type: "RateChat", rating });
      }
      case "SubmitComment": {
        const { chatId, comment: text } = command;
        return this.server.execute(this.server.chats.get(chatId), { type: "SubmitComment", text });
      }
      // Nor details, nor mails.
      case "EditMyDetails":
      case "MailTranscript":
        return { refusal: { reason: "not-found" } };
    }
  }

  #say(visitor: VisitorRef, id: string, text: string): Answer {
    const from = { kind: "visitor" } as const;
    const message = { messageId: id, text };
    const open = this.server.openChatOf(visitor.visitorId);
    if (open) return this.server.execute(open, { type: "SendMessage", from, ...message });
    const request = { type: "RequestChat", visitor, departmentId: null, ...message } as const;
    return this.server.execute(this.server.newChat(visitor), request);
  }
}
