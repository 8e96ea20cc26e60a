import type { AccountId, AgentId, AgentRef, Audience, CommandId } from "@causerie/domain";
import {
  type AgentCommand,
  type AgentFrame,
  type AgentHello,
  type AgentServerFrame,
  CLOSE,
  PING_INTERVAL_MS,
  PROTOCOL_VERSION,
} from "@causerie/protocol";
import type { Link } from "../platform/ws/link.ts";
import type { Watcher } from "../visitors/index.ts";
import { performForAgent } from "./agent-commands.ts";
import { costOfAgentFrame } from "./allowances.ts";
import { answerFrame, doneFrame } from "./answer-frames.ts";
import type { Actor } from "./append.ts";
import type { ChatsContext } from "./context.ts";
import { DetailsWatch } from "./details-watch.ts";
import { editVisitor } from "./edit-details.ts";
import { decodeAgentFrame } from "./frames-in.ts";
import { isTheirs, mayRead } from "./holders.ts";
import type { LiveChat } from "./live-chat.ts";
import type { AgentOfAccount } from "./lookups.ts";
import type { Outcome } from "./metrics.ts";
import { changeIdle, setOwnIdleTimeout, setOwnStatus } from "./own-status.ts";
import type { Order } from "./perform.ts";
import { SocketSession } from "./socket-session.ts";
import { chatsServedBy, loadReads, saveRead } from "./store.ts";
import { latestTeamChats } from "./team-chats.ts";

type Welcome = Extract<AgentServerFrame, { t: "welcome" }>;
type Known = Pick<Welcome, "reads" | "colleagues" | "departments" | "unread">;

const READER = { decode: decodeAgentFrame, costOf: costOfAgentFrame };

/** One dashboard: one socket. Who it is, the door has checked. */
export class AgentSession extends SocketSession<AgentFrame> implements Watcher {
  readonly audience: Audience = "agent";
  readonly accountId: AccountId;
  readonly agentId: AgentId;
  readonly sessionId: string | null;
  isRefused = false;
  isIdle = false;
  readonly #context: ChatsContext;
  readonly #agent: AgentOfAccount;
  readonly #details: DetailsWatch;
  /** Looked at by this tab, in it or not. */
  readonly #opened = new Set<string>();

  constructor(context: ChatsContext, link: Link, agent: AgentOfAccount, sessionId: string | null) {
    super(link, context, READER);
    this.#context = context;
    this.#agent = agent;
    this.sessionId = sessionId;
    // The ids come from the agents' own table.
    this.accountId = agent.accountId as AccountId;
    this.agentId = agent.agentId as AgentId;
    this.#details = new DetailsWatch(context, this.accountId, (visitor) =>
      this.send({ t: "details", visitor }),
    );
    context.agentHub.letIn(this);
  }

  get actor(): Actor {
    return `agent:${this.agentId}`;
  }

  sendCount(count: number): void {
    this.send({ t: "here", count });
  }

  withheld(): ReadonlySet<string> {
    return this.#context.queues.withheldFrom(this.accountId, this.agentId);
  }

  /** [TE8] One of which they are not any more may have become theirs, and been left, during the hello. */
  override give(chat: LiveChat): void {
    if (mayRead(chat, this.agentId)) super.give(chat);
  }

  /** [VS1] [TE8] What they look at without being in it stays, if they may. */
  takeAway(chat: LiveChat): void {
    const { chatId } = chat;
    if (!this.held.has(chatId) || (this.#opened.has(chatId) && mayRead(chat, this.agentId))) return;
    this.#opened.delete(chatId);
    this.drop(chatId);
    this.send({ t: "dropped", chatId });
  }

  visitorChanged(visitorId: string): Promise<void> {
    return this.#details.refresh(visitorId);
  }

  heldIds(): string[] {
    return [...this.held.keys()];
  }

  refuse(): void {
    this.isRefused = true;
    this.link.close(CLOSE.refused, "signed out");
  }

  protected async greet(hello: AgentHello): Promise<boolean> {
    const { queues, agentHub, windows, allowances } = this.#context;
    if (!this.share(allowances.agents, String(this.agentId))) return false;
    const [isOut] = await Promise.all([this.#hasLostAccess(), queues.load(this.accountId)]);
    if (isOut) {
      this.refuse();
      return false;
    }
    await agentHub.add(this.accountId, this);
    this.#context.agentNews.idleChanged(this.accountId, this.agentId);
    windows.join(this.accountId, this);
    const chats = await this.#chatsOf(hello);
    const ids = chats.map(({ chatId }) => chatId);
    const [reads, colleagues, departments, unread] = await Promise.all([
      loadReads(this.#context.pool, this.agentId, ids),
      agentHub.colleagues(this.accountId),
      agentHub.departments(this.accountId),
      this.#context.unread.count(this.accountId),
    ]);
    if (!this.isClosed) this.#welcome(hello, chats, { reads, colleagues, departments, unread });
    return true;
  }

  protected handle(frame: Exclude<AgentFrame, AgentHello>): void | Promise<void> | Promise<Outcome> {
    switch (frame.t) {
      case "command":
        return this.#command(frame.id, frame.command);
      case "open":
        return this.#open(frame.chatId);
      case "close":
        return this.#close(frame.chatId);
      case "typing": {
        const { on, isNote = false } = frame;
        const chat = this.held.get(frame.chatId);
        if (chat)
          this.#context.agentNews.typing(chat, { actor: this.actor, agent: this.#ref() }, { on, isNote });
        return;
      }
      case "read":
        return this.#read(frame.chatId, frame.seq);
      case "older":
        return this.sendOlder(frame.chatId, frame.before);
      case "status":
        return setOwnStatus(this.#context, this, frame.status);
      case "idle":
        this.isIdle = frame.idle;
        return changeIdle(this.#context, this);
      case "idle-timeout":
        return setOwnIdleTimeout(this.#context, this, frame.idleTimeout);
      case "watch":
        return this.#context.windows.watch(this.accountId, this, frame.id, frame.window);
      case "details":
        return this.#details.watch(frame.visitorIds);
      case "upload":
        return this.sendWhen(this.#context.files.ask(this, frame));
      case "links":
        return this.sendWhen(this.#context.files.links(this, frame));
      case "ping":
        return;
      default:
        frame satisfies never;
    }
  }

  protected left(): void {
    this.#context.agentHub.remove(this.accountId, this);
    this.#context.agentNews.idleChanged(this.accountId, this.agentId);
    this.#context.windows.leave(this.accountId, this);
    this.#details.stop();
  }

  /** [DO2] They may have signed out after the door looked and before the hub knew of this socket. */
  async #hasLostAccess(): Promise<boolean> {
    const { agentId, sessionId } = this;
    return (await this.#context.agents.withoutAccess([{ agentId, sessionId }])).length > 0;
  }

  /** Mine, and those that the client names, as long as this agent may read them [VI7] [TE3]. */
  async #chatsOf(hello: AgentHello): Promise<LiveChat[]> {
    const { pool, chats } = this.#context;
    const mine = await Promise.all([
      chatsServedBy(pool, this.accountId, this.agentId),
      latestTeamChats(pool, this.accountId, this.agentId),
    ]);
    const ids = new Set([...mine.flat(), ...hello.chats.map(({ chatId }) => chatId)]);
    const found = await Promise.all([...ids].map((id) => chats.current(this.accountId, id)));
    return found.filter((chat) => chat !== null && mayRead(chat, this.agentId)) as LiveChat[];
  }

  /** Subscribe and snapshot in one go: no event falls between. */
  #welcome(hello: AgentHello, read: LiveChat[], known: Known): void {
    // [TE8] Some may have been left since they were read.
    const chats = [...new Set([...read, ...this.early])].filter((chat) => mayRead(chat, this.agentId));
    for (const chat of chats) {
      this.hold(chat);
      // A chat that the client names without being in it is one that it looks at.
      if (!isTheirs(chat, this.agentId)) this.#opened.add(chat.chatId);
    }
    const { displayName, email, status, idleTimeout } = this.#agent;
    const me = { agentId: this.agentId, name: displayName, email, status, idleTimeout };
    this.#context.ownAffairs.welcomed(this, me, known.reads);
    this.send({
      t: "welcome",
      v: PROTOCOL_VERSION,
      me,
      ...known,
      settings: this.#context.accounts.settingsOf(this.accountId),
      chats: this.catchUp(hello.chats, chats),
      queue: this.#context.agentHub.queueFor(this.accountId, this),
      visitorsHere: this.#context.onSite.site(this.accountId).size,
      pingMs: PING_INTERVAL_MS,
    });
  }

  async #command(id: string, command: AgentCommand): Promise<Outcome> {
    const order: Order = { accountId: this.accountId, actor: this.actor, commandId: id as CommandId };
    if (command.type === "EditVisitor") {
      const by = { kind: "agent", ...this.#ref() } as const;
      const { visitorId, changes } = command;
      return this.answer(doneFrame(id, await editVisitor(this.#context, order, visitorId, by, changes)));
    }
    return this.answer(answerFrame(id, await performForAgent(this.#context, order, this.#ref(), command)));
  }

  async #open(chatId: string): Promise<void> {
    this.#opened.add(chatId);
    const chat = await this.#context.chats.current(this.accountId, chatId);
    // Closed again meanwhile, the chat or the socket.
    if (this.isClosed || !this.#opened.has(chatId)) return;
    if (chat && mayRead(chat, this.agentId)) return this.give(chat);
    this.#opened.delete(chatId);
    this.send({ t: "dropped", chatId });
  }

  #close(chatId: string): void {
    this.#opened.delete(chatId);
    const chat = this.held.get(chatId);
    if (chat && !isTheirs(chat, this.agentId)) this.drop(chatId);
  }

  async #read(chatId: string, seq: number): Promise<void> {
    const chat = this.held.get(chatId);
    if (!chat) return;
    const mark = await saveRead(this.#context.pool, this.agentId, chatId, Math.min(seq, chat.head));
    this.#context.agentNews.sendTo(this.accountId, this.agentId, { t: "read", chatId, seq: mark });
  }

  #ref(): AgentRef {
    return { agentId: this.agentId, name: this.#agent.displayName };
  }
}
