import { type AccountId, isOpen, isVisitorChat, type VisitorId } from "@causerie/domain";
import type { OwnDetails } from "@causerie/protocol";
import type { OnSite } from "../visitors/index.ts";
import type { Announcement } from "./announcements.ts";
import { chatOfVisitor, latestMessageIn } from "./chat-of-visitor.ts";
import type { OnError } from "./follow-up.ts";
import type { Leases } from "./leases.ts";
import type { LiveChat } from "./live-chat.ts";
import type { ChatChange } from "./live-chats.ts";

/** A visitor's socket, as the hub needs it. */
export type HubSession = {
  give(chat: LiveChat): void;
  send(frame: object): void;
  detailsChanged(details: OwnDetails): void;
};

/** The visitors' sockets on this node, and what changes of their chats mean for them. */
export class VisitorHub {
  /** Most have one page open: a list is lean where a set is not. */
  readonly #sessions = new Map<VisitorId, readonly HubSession[]>();
  /** Those who were told of their account's site, and so must hear when it changes. */
  readonly #accounts = new Map<AccountId, Set<HubSession>>();
  #beginnings = 0;
  readonly #onSite: OnSite;
  readonly #leases: Leases;
  readonly #onError: OnError;

  constructor(onSite: OnSite, leases: Leases, onError: OnError) {
    this.#onSite = onSite;
    this.#leases = leases;
    this.#onError = onError;
  }

  /**
   * How often a chat of some visitor may have begun so far: while it stays the same, nobody's did. Whoever says hello is
   * not here yet when their open chat is read.
   */
  get beginnings(): number {
    return this.#beginnings;
  }

  mayHaveBegun(): void {
    this.#beginnings += 1;
  }

  add(session: HubSession, visitorId: VisitorId): void {
    const others = this.#sessions.get(visitorId);
    this.#sessions.set(visitorId, others ? [...others, session] : [session]);
  }

  remove(session: HubSession, visitorId: VisitorId): void {
    const sessions = this.#sessions.get(visitorId);
    if (!sessions?.includes(session)) return;
    const others = sessions.filter((other) => other !== session);
    if (others.length > 0) return void this.#sessions.set(visitorId, others);
    this.#sessions.delete(visitorId);
    this.#leases.release("visitor", visitorId).catch(this.#failedFor(visitorId, null));
  }

  /** From its welcome on. */
  join(accountId: AccountId, session: HubSession): void {
    this.#accounts.set(accountId, (this.#accounts.get(accountId) ?? new Set()).add(session));
  }

  leave(accountId: AccountId, session: HubSession): void {
    this.#accounts.get(accountId)?.delete(session);
  }

  /** To every page of the visitor. */
  tellDetails(visitorId: VisitorId, details: OwnDetails): void {
    for (const session of this.#sessions.get(visitorId) ?? []) session.detailsChanged(details);
  }

  /** To every page of the account's visitors. */
  tellAll(accountId: AccountId, frame: object): void {
    for (const session of this.#accounts.get(accountId) ?? []) session.send(frame);
  }

  note({ chat, before, events }: ChatChange): void {
    const { state } = chat;
    if (state.status === "offline-message" && before.status === "not-started")
      this.#give(chat, state.visitor.visitorId);
    if (!isVisitorChat(state)) return;
    const { visitorId } = state.visitor;
    const isOver = state.status === "ended";
    if (before.status === "not-started" && !isOver) this.#began(chat, visitorId);
    // News of an old chat says nothing about the one that they are in now.
    const shown = this.#onSite.find(chat.accountId, visitorId)?.chat;
    if (isOver && shown && shown.chatId !== chat.chatId) return;
    this.#show(chat, visitorId, events);
    if (isOver) this.#leases.release("visitor", visitorId).catch(this.#failedFor(visitorId, chat));
  }

  /** In the list. Of a message it shows only the text, without looking at anything else. */
  #show(chat: LiveChat, visitorId: VisitorId, events: ChatChange["events"]): void {
    const { accountId } = chat;
    if (events.some(({ type }) => type !== "MessageSent"))
      this.#onSite.setChat(accountId, visitorId, chatOfVisitor(chat));
    const message = isOpen(chat.state) ? latestMessageIn(events) : null;
    if (message) this.#onSite.setMessage(accountId, visitorId, message);
  }

  /** Every tab of the visitor shows the new chat, whoever began it. */
  #began(chat: LiveChat, visitorId: VisitorId): void {
    this.mayHaveBegun();
    const { accountId, chatId } = chat;
    // A visitor who came with the chat open came with it counted.
    if (this.#onSite.find(accountId, visitorId)?.chat?.chatId !== chatId)
      this.#onSite.countChat(accountId, visitorId);
    if (this.isHere(visitorId))
      this.#leases.hold(accountId, "visitor", visitorId).catch(this.#failedFor(visitorId, chat));
    this.#give(chat, visitorId);
  }

  #give(chat: LiveChat, visitorId: VisitorId): void {
    for (const session of this.#sessions.get(visitorId) ?? []) session.give(chat);
  }

  #failedFor(visitorId: VisitorId, chat: LiveChat | null): (error: unknown) => void {
    const where = chat && { accountId: chat.accountId, chatId: chat.chatId };
    return (error) => this.#onError(error, { actor: `visitor:${visitorId}`, ...where });
  }

  /** Of a chat that is not at hand: whether it concerns somebody here [ND7], or may concern who is about to be. */
  hear({ visitorId, events }: Announcement): boolean {
    const isBeginning = events.length === 0 || events[0]?.seq === 1;
    if (isBeginning) this.mayHaveBegun();
    return visitorId !== null && this.isHere(visitorId);
  }

  here(): VisitorId[] {
    return [...this.#sessions.keys()];
  }

  isHere(visitorId: VisitorId): boolean {
    return this.#sessions.has(visitorId);
  }

  /** One who left before their chat was stored: a lease that has just ended says since when they are gone [CH12]. */
  async leaseIfGone(accountId: AccountId, visitorId: VisitorId): Promise<void> {
    if (this.isHere(visitorId)) return;
    await this.#leases.hold(accountId, "visitor", visitorId);
    if (!this.isHere(visitorId)) await this.#leases.release("visitor", visitorId);
  }
}
