import type {
  AgentCommand,
  AgentFrame,
  AgentHello,
  AgentServerFrame,
  VisitorDetails,
  VisitorWindow,
  WindowFrame,
} from "@causerie/protocol";
import { MOST_CHATS_NAMED, PROTOCOL_VERSION } from "@causerie/protocol/version";
import { AgentChats } from "./agent-chats.ts";
import { agentCommands, queueFile, startingIn } from "./agent-commands.ts";
import { Connection } from "./connection.ts";
import type { Environment } from "./environment.ts";
import { type LaidFileWire, layFileWire } from "./file-wire.ts";
import { type Handlers, handle } from "./handlers.ts";
import { MyStatus } from "./my-status.ts";
import { Outbox } from "./outbox.ts";
import { firstSeq } from "./replica.ts";
import { Store } from "./store.ts";
import type { AgentClient, AgentClientState, ConnectionState, FileTarget } from "./types.ts";
import { AgentTypingOut, TypingIn } from "./typing.ts";
import { VisitorWatch } from "./visitor-watch.ts";

export type * from "./environment.ts";
export type * from "./types.ts";

/** `url`: of the agents' socket. `account`: keeps apart what one browser stores for several accounts. */
export type AgentOptions = { url: string; account: string | number; environment: Environment };

type Welcome = Extract<AgentServerFrame, { t: "welcome" }>;

const MAX_DETAILS = 20;

/** Connects at once, and stays connected until `close`. */
export function connectAgent(options: AgentOptions): AgentClient {
  const session = new AgentSession(options);
  return {
    get state() {
      return session.store.state;
    },
    subscribe: session.store.subscribe,
    files: session.files,
    ...agentCommands(session.outbox, () => options.environment.newId()),
    send: (chatId, text) => session.say(chatId, { type: "SendMessage", chatId, text }),
    writeNote: (chatId, text) => session.say(chatId, { type: "WriteNote", chatId, text }),
    retry: (id) => session.outbox.retry(id),
    discard: (id) => session.outbox.discard(id),
    openChat: (chatId) => session.openChat(chatId),
    closeChat: (chatId) => session.closeChat(chatId),
    typing: (chatId, isNote = false) => session.typing(chatId).input(isNote),
    markRead: (chatId) => session.markRead(chatId),
    loadOlder: (chatId) => session.loadOlder(chatId),
    setStatus: (status) => session.myStatus.choose(status),
    setIdle: (idle) => session.myStatus.setIdle(idle),
    setIdleTimeout: (idleTimeout) => session.myStatus.setIdleTimeout(idleTimeout),
    watchVisitors: (window) => session.watchVisitors(window),
    watchDetails: (visitorIds) => session.watchDetails(visitorIds),
    close: () => session.close(),
  };
}

class AgentSession {
  readonly store = new Store<AgentClientState>({
    connection: { kind: "connecting" },
    me: null,
    colleagues: [],
    departments: [],
    settings: null,
    wasIdle: false,
    queue: { count: 0, oldest: null, onlyExcluded: 0 },
    visitorsHere: 0,
    unreadMessages: 0,
    chats: new Map(),
    starting: new Map(),
    window: null,
    details: new Map(),
  });
  readonly outbox: Outbox<AgentCommand>;
  readonly myStatus = new MyStatus(this.store, (frame) => this.#send(frame));
  readonly files: LaidFileWire<FileTarget>;
  readonly #options: AgentOptions;
  readonly #chats: AgentChats;
  readonly #connection: Connection<AgentFrame, AgentServerFrame>;
  readonly #typingIn: TypingIn;
  readonly #typingOut = new Map<string, AgentTypingOut>();
  readonly #watch = new VisitorWatch();
  #detailsOf: string[] = [];
  readonly #handlers: Handlers<AgentServerFrame> = {
    welcome: (welcome) => this.#welcome(welcome),
    chat: ({ chat }) => this.#chats.snapshot(chat),
    events: (delivery) => this.#chats.deliver(delivery),
    older: (page) => this.#chats.prepend(page),
    dropped: ({ chatId }) => this.#dropped(chatId),
    read: ({ chatId, seq }) => this.#chats.read(chatId, seq),
    typing: ({ chatId, name, on }) => this.#typingIn.heard(chatId, name, on),
    ack: (ack) => this.outbox.acknowledged(ack, this.#chats.get(ack.chatId)?.upTo ?? null),
    done: ({ id }) => this.outbox.done(id),
    refused: (refused) => this.outbox.refused(refused),
    queue: ({ queue }) => this.store.update({ queue }),
    colleagues: ({ colleagues }) => this.store.update({ colleagues }),
    departments: ({ departments }) => this.store.update({ departments }),
    settings: ({ settings }) => this.store.update({ settings }),
    here: ({ count }) => this.store.update({ visitorsHere: count }),
    status: (frame) => this.myStatus.changed(frame),
    "idle-timeout": ({ idleTimeout }) => this.myStatus.show({ idleTimeout }),
    unread: ({ count }) => this.store.update({ unreadMessages: count }),
    visitors: (frame) => this.#showWindow(frame),
    details: ({ visitor }) => this.#showDetails(visitor),
    upload: (answer) => this.files.tell(answer),
    links: (answer) => this.files.tell(answer),
  };

  constructor(options: AgentOptions) {
    const { url, environment } = options;
    this.#options = options;
    this.#connection = new Connection({
      url,
      environment,
      hello: () => this.#hello(),
      onFrame: (frame) => handle(this.#handlers, frame),
      onState: (state) => this.#connected(state),
    });
    this.outbox = new Outbox({
      environment,
      transmit: (id, command) => this.#send({ t: "command", id, command }),
      onChange: () => this.#outboxChanged(),
      onFile: (wish) => this.files.tell(wish),
    });
    this.files = layFileWire({
      socketUrl: url,
      environment,
      lines: this.outbox,
      store: this.store,
      queue: (target, file, id) => queueFile(this.outbox, target, file, id),
      send: (frame) => this.#send(frame),
    });
    this.#typingIn = new TypingIn(environment, (chatId, name, on) =>
      this.#chats.showTyping(chatId, name, on),
    );
    this.#chats = new AgentChats({
      pending: (chatId) => this.outbox.pending(chatId),
      onChange: (chats) => this.store.update({ chats }),
      onArrival: (chatId, upTo, entries) => {
        this.#typingIn.wrote(chatId, entries);
        this.outbox.delivered(chatId, upTo, entries);
      },
      onLeft: (chatId) => this.#send({ t: "close", chatId }),
      onGap: () => this.#connection.restart(),
    });
    this.#connection.start();
  }

  say(chatId: string, command: AgentCommand): void {
    this.#typingOut.get(chatId)?.end();
    this.outbox.add(chatId, command);
  }

  openChat(chatId: string): void {
    this.#chats.open(chatId);
    this.#send({ t: "open", chatId });
  }

  closeChat(chatId: string): void {
    this.#chats.close(chatId);
    this.#send({ t: "close", chatId });
    this.#forgetUnlessHeld(chatId);
  }

  typing(chatId: string): AgentTypingOut {
    const known = this.#typingOut.get(chatId);
    if (known) return known;
    const typing = new AgentTypingOut(this.#options.environment, (on, isNote) =>
      this.#send({ t: "typing", chatId, on, isNote }),
    );
    this.#typingOut.set(chatId, typing);
    return typing;
  }

  markRead(chatId: string): void {
    const chat = this.#chats.get(chatId);
    if (!chat || chat.upTo <= chat.readUpTo) return;
    this.#chats.read(chatId, chat.upTo);
    this.#send({ t: "read", chatId, seq: chat.upTo });
  }

  loadOlder(chatId: string): void {
    if (this.#chats.startLoadingOlder(chatId)) this.#askOlder(chatId);
  }

  watchVisitors(window: VisitorWindow | null): void {
    const id = this.#watch.look(window);
    if (!window) this.store.update({ window });
    this.#send({ t: "watch", id, window });
  }

  watchDetails(visitorIds: string[]): void {
    this.#detailsOf = visitorIds.slice(0, MAX_DETAILS);
    const details = [...this.store.state.details].filter(([id]) => this.#detailsOf.includes(id));
    if (details.length < this.store.state.details.size) this.store.update({ details: new Map(details) });
    this.#send({ t: "details", visitorIds: this.#detailsOf });
  }

  close(): void {
    for (const typing of this.#typingOut.values()) typing.end();
    this.outbox.close();
    this.#connection.close();
  }

  #send(frame: AgentFrame): void {
    this.#connection.send(frame);
  }

  #hello(): AgentHello {
    const chats = this.#chats.foremost(MOST_CHATS_NAMED).map(({ chatId, upTo }) => ({ chatId, upTo }));
    return { t: "hello", v: PROTOCOL_VERSION, chats };
  }

  #connected(connection: ConnectionState): void {
    this.store.update({ connection });
    if (connection.kind === "online") this.#online();
    else this.outbox.pause();
  }

  #online(): void {
    this.outbox.resume();
    this.files.tell({ t: "online" });
  }

  #welcome(welcome: Welcome): void {
    const { me, colleagues, departments, settings, queue, visitorsHere, unread } = welcome;
    const before = this.store.state.me;
    // Somebody else has signed in in this browser: nothing of mine may be said in their name.
    if (before && before.agentId !== me.agentId) {
      this.#connection.refuse();
      return;
    }
    this.store.update({ me, colleagues, departments, settings, queue, visitorsHere, unreadMessages: unread });
    this.#chats.welcome(welcome);
    this.outbox.keep(`${this.#options.account}.${me.agentId}`);
    this.#sayAgain(welcome);
  }

  /** All that the server may not know, or does not keep from one connection to the next. */
  #sayAgain({ me, reads }: Welcome): void {
    for (const chatId of this.#chats.opened) this.#send({ t: "open", chatId });
    for (const read of this.#chats.readsAhead(reads)) this.#send({ t: "read", ...read });
    for (const chat of this.#chats.all.values()) if (chat.loadingOlder) this.#askOlder(chat.chatId);
    this.myStatus.sayAgain(me);
    if (this.#watch.window) this.watchVisitors(this.#watch.window);
    if (this.#detailsOf.length > 0) this.watchDetails(this.#detailsOf);
  }

  #askOlder(chatId: string): void {
    const chat = this.#chats.get(chatId);
    if (chat) this.#send({ t: "older", chatId, before: firstSeq(chat) });
  }

  #dropped(chatId: string): void {
    this.#chats.drop(chatId);
    this.#forgetUnlessHeld(chatId);
  }

  #forgetUnlessHeld(chatId: string): void {
    if (this.#chats.get(chatId)) return;
    this.outbox.discardFailed(chatId);
    this.#typingOut.delete(chatId);
  }

  #showWindow(frame: WindowFrame): void {
    const window = this.#watch.receive(frame);
    if (window !== undefined) this.store.update({ window });
  }

  #showDetails(visitor: VisitorDetails): void {
    if (!this.#detailsOf.includes(visitor.visitorId)) return;
    this.store.update({ details: new Map(this.store.state.details).set(visitor.visitorId, visitor) });
  }

  #outboxChanged(): void {
    this.#chats.refreshPending();
    this.store.update({ starting: startingIn(this.outbox, this.store.state.starting) });
  }
}
