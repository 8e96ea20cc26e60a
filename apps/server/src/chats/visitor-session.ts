import type {
  AccountId,
  Audience,
  ChatCommand,
  CommandId,
  Content,
  SiteClaim,
  VisitorId,
  VisitorRef,
} from "@causerie/domain";
import {
  type Cart,
  CLOSE,
  type Identity,
  type OwnDetails,
  type Page,
  PING_INTERVAL_MS,
  PROTOCOL_VERSION,
  type VisitorCommand,
  type VisitorFrame,
  type VisitorHello,
} from "@causerie/protocol";
import type { Caller, Link } from "../platform/ws/link.ts";
import { deviceOf, type PagePresence, referrerOf, type StoredVisitor } from "../visitors/index.ts";
import { costOfVisitorFrame } from "./allowances.ts";
import { answerFrame, doneFrame } from "./answer-frames.ts";
import type { Actor } from "./append.ts";
import { type ChatCommandOfVisitor, isBesideChats, performBesideChats } from "./beside-chats.ts";
import { chatOfVisitor, latestMessageIn } from "./chat-of-visitor.ts";
import type { ChatsContext } from "./context.ts";
import { identifyMe } from "./edit-own-details.ts";
import { decodeVisitorFrame } from "./frames-in.ts";
import type { LiveChat } from "./live-chat.ts";
import type { Outcome } from "./metrics.ts";
import { noteBack } from "./note-back.ts";
import { leaveOfflineMessage } from "./offline-form.ts";
import { identityOf, ownDetailsOf } from "./own-details.ts";
import type { Answer, Order } from "./perform.ts";
import { siteOf } from "./site.ts";
import { SocketSession } from "./socket-session.ts";
import { chatsOfVisitor, isOf, openChatOf, whoComes } from "./who-comes.ts";

/** What a token looks like: the client makes it, so that two tabs of a new visitor bring the same one [DO1]. */
const TOKEN = /^v1_[A-Za-z0-9_-]{40,97}$/;

type Known = {
  accountId: AccountId;
  visitor: VisitorRef;
  page: PagePresence;
  /** What the site said last of who this is [DE7]. */
  claimed: SiteClaim;
};

const READER = { decode: decodeVisitorFrame, costOf: costOfVisitorFrame };

/** One page of a visitor: one socket. */
export class VisitorSession extends SocketSession<VisitorFrame> {
  readonly audience: Audience = "visitor";
  /** Of nobody before the hello. */
  actor: Actor = "visitor:";
  readonly #context: ChatsContext;
  /** Until it is said to the list: nobody asks again. */
  #caller: Caller | null;
  #visitorId: VisitorId | null = null;
  #known: Known | null = null;

  constructor(context: ChatsContext, link: Link, caller: Caller) {
    super(link, context, READER);
    this.#context = context;
    this.#caller = caller;
  }

  get accountId(): AccountId | null {
    return this.#known?.accountId ?? null;
  }

  protected async greet(hello: VisitorHello): Promise<boolean> {
    const { token } = hello;
    if (token === null || !TOKEN.test(token)) {
      this.fault({ field: "/token", expected: "v1_ and 40 to 97 random characters, kept by the browser" });
      return false;
    }
    const caller = this.#caller;
    // Welcomed already: nobody is twice.
    if (!caller) return false;
    // Before the first question to the database.
    if (!this.share(this.#context.allowances.visitors, token)) return false;
    const account = await this.#context.accounts.byKey(hello.key);
    if (!account) {
      this.link.close(CLOSE.refused, "unknown key");
      return false;
    }
    const { address } = caller;
    const { beginnings } = this.#context.visitorHub;
    const come = await whoComes(this.#context, account.accountId, { ...hello, token, address });
    if (!come) return this.putOff("too many new visitors from one address");
    const stored = come.visitor;
    // From now on a chat that begins comes by the hub.
    this.#visitorId = stored.visitorId;
    this.actor = `visitor:${stored.visitorId}`;
    this.#context.visitorHub.add(this, stored.visitorId);
    await this.#context.siteStatuses.load(account.accountId);
    const openId = await openChatOf(this.#context, account.accountId, come, beginnings);
    const read = await chatsOfVisitor(this.#context, account.accountId, stored.visitorId, hello, openId);
    if (this.isClosed) return false;
    const chats = [...new Set([...read, ...this.early])];
    this.#arrive(account.accountId, stored, hello, caller, chats);
    this.#caller = null;
    this.#welcome(account.accountId, stored, chats, hello);
    for (const chat of chats) await noteBack(this.#context.perform, chat);
    return true;
  }

  protected handle(frame: Exclude<VisitorFrame, VisitorHello>): void | Promise<void> | Promise<Outcome> {
    const known = this.#known;
    if (!known) return;
    switch (frame.t) {
      case "command":
        return this.#command(known, frame.id, frame.command);
      case "typing":
        for (const chat of this.held.values())
          this.#context.agentNews.typing(
            chat,
            { actor: this.actor, agent: null },
            { on: frame.on, isNote: false },
          );
        return;
      case "page":
        return known.page.showPage(pageOf(frame.page));
      case "look":
        return known.page.look();
      case "idle":
        return known.page.setIdle(frame.idle);
      case "cart":
        return known.page.setCart(cartOf(frame.cart));
      case "panel":
        return known.page.setPanel(frame.open);
      case "identify":
        return this.#identify(known, frame.identity);
      case "older":
        return this.sendOlder(frame.chatId, frame.before);
      case "upload":
        return this.sendWhen(this.#context.files.ask(this.#person(known), frame));
      case "links":
        return this.sendWhen(this.#context.files.links(this.#person(known), frame));
      case "ping":
        return;
      default:
        frame satisfies never;
    }
  }

  protected left(): void {
    this.#known?.page.leave();
    if (this.#known) this.#context.visitorHub.leave(this.#known.accountId, this);
    this.#known = null;
    if (this.#visitorId) this.#context.visitorHub.remove(this, this.#visitorId);
  }

  /** What they start from now on bears their new name. */
  detailsChanged(details: OwnDetails): void {
    if (!this.#known) return;
    const { visitor } = this.#known;
    this.#known.visitor = { ...visitor, name: details.name };
    this.send({ t: "visitor", visitor: details });
  }

  #arrive(
    accountId: AccountId,
    stored: StoredVisitor,
    hello: VisitorHello,
    { userAgent, address }: Caller,
    chats: LiveChat[],
  ): void {
    const first = {
      page: pageOf(hello.page),
      referrer: referrerOf(hello.referrer),
      device: deviceOf(userAgent),
      language: hello.language,
    };
    const page = this.#context.onSite.arrive(accountId, stored, first, address);
    const { visitorId, number, name, claimed } = stored;
    this.#known = { accountId, visitor: { visitorId, number, name }, page, claimed };
    if (hello.idle) page.setIdle(true);
    if (hello.cart) page.setCart(cartOf(hello.cart));
    if (hello.panel) page.setPanel(true);
    const open = chats.find((chat) => chatOfVisitor(chat));
    // One that ended while all their pages were on other nodes is over here too.
    this.#context.onSite.setChat(accountId, visitorId, open ? chatOfVisitor(open) : null);
    if (!open) return;
    const latest = latestMessageIn(open.tail);
    if (latest) this.#context.onSite.setMessage(accountId, visitorId, latest);
    const about = { accountId, actor: this.actor, chatId: open.chatId };
    const failed = (error: unknown) => this.#context.onError(error, about);
    this.#context.leases.hold(accountId, "visitor", visitorId).catch(failed);
  }

  /** Subscribe and snapshot in one go: no event falls between. */
  #welcome(accountId: AccountId, stored: StoredVisitor, chats: LiveChat[], hello: VisitorHello): void {
    for (const chat of chats) this.hold(chat);
    this.send({
      t: "welcome",
      v: PROTOCOL_VERSION,
      token: hello.token,
      visitor: ownDetailsOf(stored),
      chats: this.catchUp(hello.chats, chats),
      pingMs: PING_INTERVAL_MS,
      site: siteOf(this.#context, accountId),
    });
    this.#context.visitorHub.join(accountId, this);
  }

  async #command({ accountId, visitor }: Known, id: string, command: VisitorCommand): Promise<Outcome> {
    const order: Order = { accountId, actor: this.actor, commandId: id as CommandId };
    if (isBesideChats(command)) {
      const done = await performBesideChats(this.#context, order, visitor.visitorId, command);
      return this.answer(doneFrame(id, done));
    }
    const answer = await this.#perform(order, visitor, command);
    if (this.isClosed && answer.ok) await this.#context.visitorHub.leaseIfGone(accountId, visitor.visitorId);
    return this.answer(answerFrame(id, answer));
  }

  /** [DE7] A page says the same at every view: only what is new is written. */
  async #identify(known: Known, identity: Identity): Promise<void> {
    const { visitor, claimed } = known;
    const claim = identityOf(identity);
    const isNew = Object.entries(claim).some(([field, value]) => value !== claimed[field as keyof SiteClaim]);
    if (!isNew) return;
    known.claimed = { ...claimed, ...claim };
    await identifyMe(this.#context, this.#person(known), visitor.visitorId, claim);
  }

  #perform(order: Order, visitor: VisitorRef, command: ChatCommandOfVisitor): Promise<Answer> {
    const { files } = this.#context;
    const from = { kind: "visitor" } as const;
    switch (command.type) {
      case "SendMessage":
        return this.#say(order, visitor, { text: command.text });
      case "SendFile":
        return files.send(order, command.fileId, (content) => this.#say(order, visitor, content));
      case "EndChat":
        return this.#onOwnChat(order, visitor, command.chatId, { type: "EndChat", by: from });
      case "RateChat": {
        const { chatId, rating } = command;
        return this.#onOwnChat(order, visitor, chatId, { type: "RateChat", rating });
      }
      case "LeaveOfflineMessage":
        return leaveOfflineMessage(this.#context, order, visitor, command);
      case "SubmitComment": {
        const { chatId, comment } = command;
        return this.#onOwnChat(order, visitor, chatId, { type: "SubmitComment", text: comment });
      }
    }
  }

  #say(order: Order, visitor: VisitorRef, content: Content): Promise<Answer> {
    const message = { messageId: order.commandId, ...content };
    return this.#context.perform.onOpenChat(order, visitor.visitorId, (isNew) =>
      isNew
        ? { type: "RequestChat", visitor, departmentId: null, ...message }
        : { type: "SendMessage", from: { kind: "visitor" }, ...message },
    );
  }

  #person({ accountId }: Known): { accountId: AccountId; actor: Actor } {
    return { accountId, actor: this.actor };
  }

  /** [DO1] One's own chat, whether this socket holds it or not [DL3]. */
  async #onOwnChat(
    order: Order,
    { visitorId }: VisitorRef,
    chatId: string,
    command: ChatCommand,
  ): Promise<Answer> {
    const chat = await this.#context.chats.get(order.accountId, chatId);
    if (!chat || !isOf(chat, visitorId)) return { ok: false, refusal: { reason: "not-found" } };
    return this.#context.perform.onChat(order, chatId, command);
  }
}

/** The fields that we know: what else a frame carries goes no further. */
function pageOf({ url, title }: Page): Page {
  return { url, title };
}

function cartOf(cart: Cart | null): Cart | null {
  return cart && { items: cart.items, total: cart.total, currency: cart.currency };
}
