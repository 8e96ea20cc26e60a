import { getHeapStatistics } from "node:v8";
import {
  type AccountId,
  type ChatId,
  type ChatState,
  initialState,
  isVisitorChat,
  type RecordedEvent,
  type VisitorId,
} from "@causerie/domain";
import type { Pool, PoolClient } from "pg";
import type { Bus, Topic } from "../platform/bus/bus.ts";
import { untilAnswered } from "../platform/sql/retry.ts";
import { type Announcement, announcementOf } from "./announcements.ts";
import type { OnError } from "./follow-up.ts";
import { LiveChat } from "./live-chat.ts";
import { findChat, loadNewer, pagesAfter } from "./store.ts";
import type { WorkUnderWay } from "./work-under-way.ts";

/** What a busy node talks about, with room. */
const MOST_KEPT = 20_000;

/** [LI19] In characters, two bytes each where the writing is not Latin: an eighth of what the process may take. */
const MOST_SIZE = Math.floor(getHeapStatistics().heap_size_limit / 16);

/** Who has just asked for a chat has yet to hold it or write to it: forgotten meanwhile, they would never hear of it. */
const KEPT_AFTER_TAKEN_MS = 60_000;

/** What a node tells itself after a chat's log grew, by its own commit or another node's. */
export type ChatChange = { chat: LiveChat; before: ChatState; events: readonly RecordedEvent[] };

export type LiveChatsOptions = {
  pool: Pool;
  bus: Bus;
  /** [ND7] A chat that is not at hand is of no interest to a node where nobody is whom it concerns. */
  isConcerned: (announcement: Announcement) => boolean;
  work: WorkUnderWay;
  isStopping: () => boolean;
  onError: OnError;
  mostKept?: number;
  /** Of all their tails, in characters. */
  mostSize?: number;
  /** Of a clock that nobody sets. */
  nowMs?: () => number;
};

/** The chats that this node serves now. A cache: the database, not this, keeps two nodes apart. */
export class LiveChats {
  readonly #chats = new Map<ChatId, LiveChat>();
  /** A chat enters the map whole: whoever asks meanwhile waits for the same load. */
  readonly #loading = new Map<string, Promise<LiveChat | null>>();
  /** Those of which the listeners know. */
  readonly #told = new WeakSet<LiveChat>();
  readonly #openOf = new Map<VisitorId, LiveChat>();
  readonly #listeners = new Set<(change: ChatChange) => void>();
  readonly #pool: Pool;
  readonly #announcements: Topic<Announcement>;
  readonly #isConcerned: LiveChatsOptions["isConcerned"];
  readonly #mostKept: number;
  readonly #mostSize: number;
  readonly #nowMs: () => number;
  /** What the tails of all take, in characters. */
  #size = 0;
  /** Past this many, or this size, those that nobody needs go. */
  #roomFor: { count: number; size: number };

  constructor(options: LiveChatsOptions) {
    const { pool, bus, isStopping, onError } = options;
    this.#mostKept = options.mostKept ?? MOST_KEPT;
    this.#mostSize = options.mostSize ?? MOST_SIZE;
    this.#roomFor = { count: this.#mostKept, size: this.#mostSize };
    this.#nowMs = options.nowMs ?? (() => performance.now());
    this.#pool = pool;
    this.#isConcerned = options.isConcerned;
    this.#announcements = bus.topic("chat");
    this.#announcements.listen((announcement) => {
      if (isStopping()) return;
      const { accountId, chatId } = announcement;
      const failed = (error: unknown) => onError(error, { accountId, chatId });
      options.work.track(untilAnswered(() => this.#hear(announcement), isStopping).catch(failed));
    });
  }

  /** What is kept of all chats, in characters. */
  get size(): number {
    return this.#size;
  }

  /** The open chat of a visitor, if this node knows one: a guess that saves a look-up, right if it can be written to. */
  openOf(visitorId: VisitorId): LiveChat | null {
    return this.#openOf.get(visitorId) ?? null;
  }

  onChange(listener: (change: ChatChange) => void): void {
    this.#listeners.add(listener);
  }

  /** null: no such chat, or another account's [VI7]. */
  async get(accountId: AccountId, chatId: string): Promise<LiveChat | null> {
    // A chat that is not in the map is looked up by the account before anything of it is read.
    const known = this.#chats.get(chatId as ChatId);
    if (known) return known.accountId === accountId ? this.#taken(known) : null;
    const key = `${accountId} ${chatId}`;
    const loading =
      this.#loading.get(key) ?? this.#load(accountId, chatId).finally(() => this.#loading.delete(key));
    this.#loading.set(key, loading);
    return loading;
  }

  /** Without asking the store. */
  atHand(accountId: AccountId, chatId: ChatId): LiveChat | null {
    const known = this.#chats.get(chatId);
    return known?.accountId === accountId ? known : null;
  }

  /** As the store has it now, whatever the bus has lost: what a reader is to begin with. */
  async current(accountId: AccountId, chatId: string): Promise<LiveChat | null> {
    const isAtHand = this.#chats.has(chatId as ChatId);
    const chat = await this.get(accountId, chatId);
    if (chat && isAtHand) await this.catchUp(chat);
    return chat;
  }

  /** `get` for who holds one of the pool's connections: waiting for a second, all would wait for ever. */
  async getOn(client: PoolClient, accountId: AccountId, chatId: string): Promise<LiveChat | null> {
    return this.#chats.has(chatId as ChatId)
      ? this.get(accountId, chatId)
      : this.#load(accountId, chatId, client);
  }

  async #load(
    accountId: AccountId,
    chatId: string,
    db: Pool | PoolClient = this.#pool,
  ): Promise<LiveChat | null> {
    const row = await findChat(db, accountId, chatId);
    if (!row) return null;
    const chat = new LiveChat(accountId, row.chatId);
    for await (const page of pagesAfter(db, chat.chatId, 0)) chat.apply(page);
    return this.add(chat);
  }

  /** One that this node has just opened may be known already, by an announcement: the first one stays. */
  add(chat: LiveChat): LiveChat {
    const known = this.#chats.get(chat.chatId);
    if (known) return this.#taken(known);
    this.#chats.set(chat.chatId, this.#taken(chat));
    chat.isKept = true;
    this.#grew(chat.size);
    return chat;
  }

  #taken(chat: LiveChat): LiveChat {
    chat.takenAtMs = this.#nowMs();
    return chat;
  }

  /** Reads and delivers what the log has beyond this node's head, a page at a time. */
  async catchUp(chat: LiveChat, db: Pool | PoolClient = this.#pool): Promise<void> {
    for await (const page of pagesAfter(db, chat.chatId, chat.head)) this.#apply(chat, page);
  }

  /** Brings all that somebody here reads up to their logs: a query for what is new, unless that is very much. */
  async catchUpAll(): Promise<void> {
    const followed = [...this.#chats.values()].filter(({ subscribers }) => subscribers.size > 0);
    for (let isMore = true; isMore; ) {
      const newer = await loadNewer(this.#pool, followed);
      for (const { chat, events } of newer.grown) if (!this.#apply(chat, events)) await this.catchUp(chat);
      ({ isMore } = newer);
    }
  }

  /** One that concerns somebody here, and of which news may have been missed. */
  async lookAgain(accountId: AccountId, chatId: ChatId): Promise<void> {
    const known = this.#chats.get(chatId);
    // It was caught up with all others.
    const isFollowed = known && known.subscribers.size > 0 && this.#told.has(known);
    if (!isFollowed) await this.#refresh(accountId, chatId);
  }

  /** Takes in events that this node has committed, and tells the others. False: some in between must be read. */
  committed(chat: LiveChat, events: RecordedEvent[]): boolean {
    const isWhole = this.#apply(chat, events);
    this.#announcements.tell(announcementOf(chat, events));
    return isWhole;
  }

  /** A command turned out to be written before: perhaps by us, and the answer was lost before anybody was told. */
  async writtenBefore(accountId: AccountId, chatId: ChatId): Promise<void> {
    const chat = await this.#refresh(accountId, chatId);
    if (chat) this.#announcements.tell(announcementOf(chat, []));
  }

  /** false: events in between are missing. */
  #apply(chat: LiveChat, events: readonly RecordedEvent[]): boolean {
    const { size } = chat;
    const isWhole = untilEachLeft(chat, events).every((part) => this.#takeIn(chat, part));
    if (chat.isKept) this.#grew(chat.size - size);
    return isWhole;
  }

  #takeIn(chat: LiveChat, events: readonly RecordedEvent[]): boolean {
    const before = chat.state;
    const fresh = chat.apply(events);
    if (fresh === null) return false;
    if (fresh.length > 0) {
      this.#noteOpen(chat, before);
      this.#tell({ chat, before, events: fresh });
    }
    return true;
  }

  #noteOpen(chat: LiveChat, before: ChatState): void {
    const { state } = chat;
    if (state.status === before.status || !isVisitorChat(state)) return;
    const { visitorId } = state.visitor;
    if (state.status !== "ended") this.#openOf.set(visitorId, chat);
    else if (this.#openOf.get(visitorId) === chat) this.#openOf.delete(visitorId);
  }

  /** What was loaded in silence, to be looked at or written to, is news from its beginning on. */
  #tell(change: ChatChange): void {
    const { chat } = change;
    const isNews = !this.#told.has(chat);
    this.#told.add(chat);
    const whole = isNews ? { chat, before: initialState, events: chat.tail } : change;
    for (const listener of this.#listeners) listener(whole);
  }

  /** [ND7] Who stands where the events begin needs nothing else; anybody else reads the log. */
  async #hear(announcement: Announcement): Promise<void> {
    const { accountId, chatId, head, events } = announcement;
    const known = this.#chats.get(chatId);
    if (known && known.head >= head && this.#told.has(known)) return;
    const isUnderWay = known || this.#loading.has(`${accountId} ${chatId}`);
    if (!isUnderWay && !this.#isConcerned(announcement)) return;
    const isWholeLog = !isUnderWay && events[0]?.seq === 1;
    const at = isWholeLog ? this.add(new LiveChat(accountId, chatId)) : known;
    if (at && this.#apply(at, events) && at.head >= head && this.#told.has(at)) return;
    const chat = await this.#refresh(accountId, chatId);
    // One that was being loaded already may have been read before the announced events were there.
    if (chat && chat.head < head) await this.catchUp(chat);
  }

  /** Brings a chat up to its log; one that was not at hand is news to this node. */
  async #refresh(accountId: AccountId, chatId: ChatId): Promise<LiveChat | null> {
    const known = this.#chats.get(chatId);
    const chat = known ?? (await this.get(accountId, chatId));
    if (known) await this.catchUp(known);
    if (chat && !this.#told.has(chat)) this.#tell({ chat, before: initialState, events: chat.tail });
    return chat;
  }

  #grew(by: number): void {
    this.#size += by;
    if (this.#chats.size > this.#roomFor.count || this.#size > this.#roomFor.size) this.#makeRoom();
  }

  #makeRoom(): void {
    this.#forgetIdle();
    if (this.#size > this.#mostSize) for (const chat of this.#chats.values()) this.#shorten(chat);
    // Where most are busy, not every new one is to look through them all.
    this.#roomFor = {
      count: Math.max(this.#mostKept, this.#chats.size * 1.1),
      size: Math.max(this.#mostSize, this.#size * 1.1),
    };
  }

  #forgetIdle(): void {
    for (const chat of this.#chats.values()) {
      if (this.#chats.size <= this.#mostKept * 0.9 && this.#size <= this.#mostSize * 0.9) break;
      if (chat.isIdle && this.#nowMs() - chat.takenAtMs >= KEPT_AFTER_TAKEN_MS) this.#forget(chat);
    }
  }

  #shorten(chat: LiveChat): void {
    this.#size -= chat.size;
    chat.shorten();
    this.#size += chat.size;
  }

  #forget(chat: LiveChat): void {
    this.#chats.delete(chat.chatId);
    chat.isKept = false;
    this.#size -= chat.size;
    if (!isVisitorChat(chat.state)) return;
    const { visitorId } = chat.state.visitor;
    if (this.#openOf.get(visitorId) === chat) this.#openOf.delete(visitorId);
  }
}

/** [TE8] Whoever leaves colleagues is let go before what follows is delivered, though it was read together. */
function untilEachLeft(
  { state }: Pick<LiveChat, "state">,
  events: readonly RecordedEvent[],
): (readonly RecordedEvent[])[] {
  const left = state.status === "team" ? events.findIndex(({ type }) => type === "AgentLeft") + 1 : 0;
  if (left === 0 || left === events.length) return [events];
  return [events.slice(0, left), ...untilEachLeft({ state }, events.slice(left))];
}
