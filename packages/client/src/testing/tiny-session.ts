import { type Audience, visibleTo, visitorViewOf } from "@causerie/domain";
import type { ServerLink, ServerSession } from "./simulated-network.ts";
import type { Answer, TinyChat, TinyChats, TinyReader } from "./tiny-chats.ts";

/** A snapshot carries few entries here, so that a small test meets pages and resumption both. */
const TAIL = 6;
export const PING_MS = 15_000;

export abstract class TinySession implements ServerSession, TinyReader {
  protected readonly server: TinyChats;
  readonly #link: ServerLink;
  readonly held = new Set<string>();
  abstract readonly audience: Audience;

  constructor(server: TinyChats, link: ServerLink) {
    this.server = server;
    this.#link = link;
  }

  abstract receive(text: string): void;
  abstract isTheirs(chat: TinyChat): boolean;
  /** Beyond the delivery, what a change means for them. */
  protected abstract settle(chat: TinyChat): void;

  send(frame: object): void {
    this.#link.send(JSON.stringify(frame));
  }

  close(code: number): void {
    this.#link.close(code, "");
  }

  closed(): void {
    this.server.readers.delete(this);
  }

  announce(chat: TinyChat, from: number): void {
    if (this.held.has(chat.chatId)) this.send({ t: "events", ...this.after(chat, from) });
    else if (this.isTheirs(chat)) this.give(chat);
    this.settle(chat);
  }

  announceRead(_agentId: number, _chatId: string, _seq: number): void {}

  give(chat: TinyChat): void {
    this.held.add(chat.chatId);
    this.send({ t: "chat", chat: this.snapshot(chat) });
  }

  catchUp(chat: TinyChat, upTo: number | undefined): object {
    this.held.add(chat.chatId);
    if (upTo === undefined || chat.log.length - upTo > TAIL) return this.snapshot(chat);
    return { kind: "resumed", ...this.after(chat, upTo) };
  }

  answer(id: string, answer: Answer): void {
    this.send("refusal" in answer ? { t: "refused", id, ...answer } : { t: "ack", id, ...answer });
  }

  older(chatId: string, before: number): void {
    const chat = this.server.chats.get(chatId);
    if (!chat) return;
    const entries = this.visible(chat).filter(({ seq }) => seq < before);
    const page = entries.slice(-TAIL);
    this.send({ t: "older", chatId, before, entries: page, hasOlder: page.length < entries.length });
  }

  protected visible(chat: TinyChat) {
    return chat.log.map((event) => visibleTo(this.audience, event)).filter((event) => event !== null);
  }

  private after(chat: TinyChat, from: number): object {
    const entries = this.visible(chat).filter(({ seq }) => seq > from);
    return { chatId: chat.chatId, from, upTo: chat.log.length, entries };
  }

  private snapshot(chat: TinyChat): object {
    const visible = this.visible(chat);
    const entries = visible.slice(-TAIL);
    const view = this.audience === "agent" ? chat.state : visitorViewOf(chat.state);
    const hasOlder = entries.length < visible.length;
    return { kind: "snapshot", chatId: chat.chatId, upTo: chat.log.length, view, entries, hasOlder };
  }
}
