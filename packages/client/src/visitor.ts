import type { RecordedVisitorEvent } from "@causerie/domain";
import { evolveVisitorView } from "@causerie/domain/visitor-view";
import type {
  Identity,
  VisitorCommand,
  VisitorFrame,
  VisitorHello,
  VisitorServerFrame,
  VisitorSnapshot,
} from "@causerie/protocol";
import { PROTOCOL_VERSION } from "@causerie/protocol/version";
import { Connection } from "./connection.ts";
import { cut, cutPage } from "./cut.ts";
import { type LaidFileWire, layFileWire } from "./file-wire.ts";
import { type Handlers, handle } from "./handlers.ts";
import { LastChat } from "./last-chat.ts";
import { Outbox } from "./outbox.ts";
import { NOT_UPLOADED } from "./outbox-entry.ts";
import { advance, firstSeq, fromSnapshot, prepend, withTyping } from "./replica.ts";
import { Store } from "./store.ts";
import type {
  CommandAnswer,
  ConnectionState,
  OfflineMessageForm,
  VisitorChat,
  VisitorClient,
  VisitorClientState,
} from "./types.ts";
import { TypingIn, TypingOut } from "./typing.ts";
import type { VisitorOptions } from "./visitor-options.ts";
import { changesSince, type Presence } from "./visitor-presence.ts";
import { VisitorToken } from "./visitor-token.ts";
import { openLast, viewOf } from "./visitor-welcome.ts";

export type * from "./environment.ts";
export type * from "./types.ts";
export type * from "./visitor-options.ts";

type Welcome = Extract<VisitorServerFrame, { t: "welcome" }>;
type Delivery = { chatId: string; from: number; upTo: number; entries: readonly RecordedVisitorEvent[] };

/** A visitor has one chat at a time, and all that a visitor asks goes in one order. */
const LANE = "visitor";

/** Connects at once, and stays connected until `close`. */
export function connectVisitor(options: VisitorOptions): VisitorClient {
  const session = new VisitorSession(options);
  return {
    get state() {
      return session.store.state;
    },
    subscribe: session.store.subscribe,
    files: session.files,
    send: (text) => session.say(text),
    leaveMessage: (message) => session.leaveMessage(message),
    retry: (id) => session.outbox.retry(id),
    discard: (id) => session.outbox.discard(id),
    endChat: () => session.onShown((chatId) => ({ type: "EndChat", chatId })),
    rate: (rating) => session.onShown((chatId) => ({ type: "RateChat", chatId, rating })),
    comment: (comment) => session.onShown((chatId) => ({ type: "SubmitComment", chatId, comment })),
    typing: () => session.typingOut.input(),
    showPage: (page) => session.present({ page: cutPage(page) }, { t: "page", page: cutPage(page) }),
    look: () => session.look(),
    setIdle: (idle) => session.present({ idle }, { t: "idle", idle }),
    setCart: (cart) => session.present({ cart }, { t: "cart", cart }),
    identify: (identity) => session.identify(identity),
    editMyDetails: (changes) => session.outbox.addEdit(LANE, { type: "EditMyDetails", changes }),
    mailTranscript: (mail) => session.outbox.addEdit(LANE, { type: "MailTranscript", ...mail }),
    setPanel: (open) => session.present({ panel: open }, { t: "panel", open }),
    loadOlder: () => session.loadOlder(),
    close: () => session.close(),
  };
}

class VisitorSession {
  readonly store = new Store<VisitorClientState>({
    connection: { kind: "connecting" },
    visitor: null,
    chat: null,
    pending: [],
    pendingRating: null,
    site: null,
  });
  readonly outbox: Outbox<VisitorCommand>;
  readonly files: LaidFileWire<null>;
  readonly typingOut: TypingOut;
  readonly #typingIn: TypingIn;
  readonly #connection: Connection<VisitorFrame, VisitorServerFrame>;
  readonly #token: VisitorToken;
  readonly #last: LastChat;
  readonly #key: string;
  #presence: Presence;
  /** What the last hello said: what changes before its welcome is owed. */
  #told: Presence;
  #owesLook = false;
  #identity: Identity = {};
  readonly #handlers: Handlers<VisitorServerFrame> = {
    welcome: (welcome) => this.#welcome(welcome),
    chat: ({ chat }) => this.#snapshot(chat),
    events: (delivery) => this.#deliver(delivery),
    older: (page) => this.#change(page.chatId, (chat) => prepend(chat, page)),
    typing: ({ chatId, name, on }) => this.#typingIn.heard(chatId, name, on),
    ack: (ack) => this.outbox.acknowledged(ack, this.#held(ack.chatId)?.upTo ?? null),
    done: ({ id }) => this.outbox.done(id),
    visitor: ({ visitor }) => this.store.update({ visitor }),
    refused: (refused) => this.outbox.refused(refused),
    site: ({ site }) => this.store.update({ site }),
    upload: (answer) => this.files.tell(answer),
    links: (answer) => this.files.tell(answer),
  };

  constructor({
    url,
    key,
    page,
    referrer,
    language,
    idle = false,
    cart = null,
    environment,
  }: VisitorOptions) {
    this.#key = key;
    this.#presence = {
      page: cutPage(page),
      referrer: cut(referrer, 2000),
      language: cut(language, 35),
      idle,
      cart,
    };
    this.#told = this.#presence;
    this.#token = new VisitorToken(environment, key);
    this.#last = new LastChat(environment, key);
    this.#connection = new Connection({
      url,
      environment,
      hello: () => this.#hello(),
      onFrame: (frame) => handle(this.#handlers, frame),
      onState: (state) => this.#connected(state),
    });
    this.outbox = new Outbox({
      environment,
      transmit: (id, command) => this.#connection.send({ t: "command", id, command }),
      onChange: () => this.#outboxChanged(),
      onFile: (wish) => this.files.tell(wish),
    });
    this.files = layFileWire({
      socketUrl: url,
      environment,
      lines: this.outbox,
      store: this.store,
      queue: (_, file, id) => this.outbox.upload(LANE, { type: "SendFile", fileId: NOT_UPLOADED }, file, id),
      send: (frame) => this.#connection.send(frame),
    });
    this.typingOut = new TypingOut(environment, (on) => this.#connection.send({ t: "typing", on }));
    this.#typingIn = new TypingIn(environment, (chatId, name, on) =>
      this.#change(chatId, (chat) => withTyping(chat, name, on)),
    );
    this.outbox.keep(key);
    this.#token.settle(() => this.#connection.start());
  }

  say(text: string): void {
    this.typingOut.end();
    this.outbox.add(LANE, { type: "SendMessage", text });
  }

  leaveMessage(message: OfflineMessageForm): Promise<CommandAnswer> {
    return this.outbox.add(LANE, { type: "LeaveOfflineMessage", ...message });
  }

  /** On the chat that is shown, if there is one. */
  async onShown(commandOn: (chatId: string) => VisitorCommand): Promise<CommandAnswer> {
    const { chat } = this.store.state;
    if (!chat) return { ok: false, refusal: { reason: "no-chat" } };
    return this.outbox.add(LANE, commandOn(chat.chatId));
  }

  /** Told now if somebody listens, and in every hello to come. */
  present(change: Partial<Presence>, frame: VisitorFrame): void {
    this.#presence = { ...this.#presence, ...change };
    this.#connection.send(frame);
  }

  /** Told now if somebody listens, and after every welcome to come. */
  identify(identity: Identity): void {
    this.#identity = { ...this.#identity, ...identity };
    this.#connection.send({ t: "identify", identity: this.#identity });
  }

  look(): void {
    this.#owesLook = !this.#connection.send({ t: "look" });
  }

  loadOlder(): void {
    const { chat } = this.store.state;
    if (!chat?.hasOlder || chat.loadingOlder) return;
    this.#connection.send({ t: "older", chatId: chat.chatId, before: firstSeq(chat) });
    this.store.update({ chat: { ...chat, loadingOlder: true } });
  }

  close(): void {
    this.typingOut.end();
    this.outbox.close();
    this.#connection.close();
  }

  #hello(): VisitorHello {
    const { chat } = this.store.state;
    this.#told = this.#presence;
    return {
      t: "hello",
      v: PROTOCOL_VERSION,
      key: this.#key,
      token: this.#token.read(),
      ...this.#presence,
      chats: chat ? [{ chatId: chat.chatId, upTo: chat.upTo }] : this.#last.held(),
    };
  }

  #connected(connection: ConnectionState): void {
    this.store.update({ connection });
    if (connection.kind === "online") this.#online();
    else this.outbox.pause();
  }

  #online(): void {
    for (const frame of changesSince(this.#told, this.#presence)) this.#connection.send(frame);
    if (Object.keys(this.#identity).length > 0) this.identify({});
    if (this.#owesLook) this.look();
    this.outbox.resume();
    this.files.tell({ t: "online" });
  }

  #welcome({ token, visitor, chats, site }: Welcome): void {
    this.#token.store(token);
    const held = this.store.state.chat;
    if (!chats.some(({ chatId }) => chatId === held?.chatId)) this.store.update({ chat: null });
    this.store.update({ visitor, site });
    for (const chat of openLast(chats)) {
      if (chat.kind === "snapshot") this.#take(chat);
      else if (chat.from === 0) this.#take({ ...chat, view: viewOf(chat.entries), hasOlder: false });
      else this.#deliver(chat);
    }
    this.#askOlderAgain();
  }

  #snapshot(snapshot: VisitorSnapshot): void {
    const held = this.#held(snapshot.chatId);
    if (!held || held.upTo < snapshot.upTo) this.#take(snapshot);
  }

  #take(snapshot: Omit<VisitorSnapshot, "kind">): void {
    this.store.update({ chat: fromSnapshot(snapshot, this.#held(snapshot.chatId)) });
    this.#arrived(snapshot);
  }

  #deliver(delivery: Delivery): void {
    const held = this.#held(delivery.chatId);
    if (!held) return;
    const chat = advance(held, delivery, evolveVisitorView);
    if (chat) {
      this.store.update({ chat });
      this.#arrived(delivery);
    } else this.#connection.restart();
  }

  #arrived({ chatId, upTo, entries }: Omit<Delivery, "from">): void {
    this.#typingIn.wrote(chatId, entries);
    this.outbox.delivered(chatId, upTo, entries);
    this.#last.note(this.#held(chatId));
  }

  #outboxChanged(): void {
    const rating = this.outbox.commands(LANE).findLast((command) => command.type === "RateChat");
    this.store.update({
      pending: this.outbox.pending(LANE),
      pendingRating: rating ? { rating: rating.rating } : null,
    });
  }

  /** The answer was lost with the connection. */
  #askOlderAgain(): void {
    const { chat } = this.store.state;
    if (chat?.loadingOlder) {
      this.#connection.send({ t: "older", chatId: chat.chatId, before: firstSeq(chat) });
    }
  }

  #held(chatId: string): VisitorChat | null {
    const { chat } = this.store.state;
    return chat?.chatId === chatId ? chat : null;
  }

  #change(chatId: string, change: (chat: VisitorChat) => VisitorChat): void {
    const held = this.#held(chatId);
    if (held) this.store.update({ chat: change(held) });
  }
}
