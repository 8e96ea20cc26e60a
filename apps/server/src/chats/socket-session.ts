import type { Audience } from "@causerie/domain";
import { CLOSE, type FaultFrame, PROTOCOL_VERSION } from "@causerie/protocol";
import type { Pool } from "pg";
import type { Logger } from "pino";
import { isConnectionError } from "../platform/sql/pool.ts";
import type { Decoded } from "../platform/ws/decode.ts";
import type { Link, Session } from "../platform/ws/link.ts";
import type { Pace } from "../platform/ws/pace.ts";
import type { Paces } from "../platform/ws/paces.ts";
import { COST_OF_HELLO, MOST_CONNECTIONS } from "./allowances.ts";
import type { Actor } from "./append.ts";
import { catchUpFrom, type Subscriber } from "./delivery.ts";
import type { LiveChat } from "./live-chat.ts";
import type { ChatMetrics, Outcome } from "./metrics.ts";
import { olderPage } from "./older.ts";
import type { WorkUnderWay } from "./work-under-way.ts";

/** [DO3] Ours. */
const MOST_FAULTS = 20;
/** A frame counts once more for each of these: to read a long one costs as much as many short ones. */
const LENGTH_OF_ONE = 4096;
/** A client waits for the answer of each chat; more than this under way at once is no client of ours [LI8]. */
const MOST_UNDER_WAY = 64;

export type SessionLog = Pick<Logger, "error" | "debug" | "isLevelEnabled">;
export type SessionContext = { pool: Pool; log: SessionLog; work: WorkUnderWay; metrics: ChatMetrics };

type CommandAnswer = { t: "ack" | "done" | "refused"; id: string; chatId?: string };
type AnyFrame = { t: string };
type Hello<Frame extends AnyFrame> = Extract<Frame, { t: "hello"; v: number }>;

/** What visitors' and agents' sockets share: hello first, frames in order, chats held, faults counted. */
export abstract class SocketSession<Frame extends AnyFrame> implements Session, Subscriber {
  abstract readonly audience: Audience;
  abstract readonly actor: Actor;
  /** Null before the hello. */
  abstract readonly accountId: number | null;
  protected readonly link: Link;
  protected readonly log: SessionLog;
  protected readonly held = new Map<string, LiveChat>();
  /** Chats that became theirs while the hello was being answered: the welcome brings them. */
  protected readonly early = new Set<LiveChat>();
  protected isClosed = false;
  readonly #pool: Pool;
  /** Chats of which an older page is being read. */
  readonly #paging = new Set<string>();
  readonly #work: WorkUnderWay;
  readonly #metrics: ChatMetrics;
  readonly #decode: (text: string) => Decoded<Frame>;
  readonly #costOf: (frame: Frame) => number;
  #phase: "new" | "greeting" | "ready" = "new";
  /** Frames that came while the hello was being answered. */
  #waiting: Frame[] = [];
  #faults = 0;
  #underWay = 0;
  /** Shared with their other connections, from the hello on [LI1]. */
  #pace: Pace | null = null;
  #leavePace = () => {};

  constructor(
    link: Link,
    { pool, log, work, metrics }: SessionContext,
    decode: (text: string) => Decoded<Frame>,
    costOf: (frame: Frame) => number,
  ) {
    this.link = link;
    this.log = log;
    this.#pool = pool;
    this.#work = work;
    this.#metrics = metrics;
    this.#decode = decode;
    this.#costOf = costOf;
  }

  /** Answers the first frame. Everything that this registers must be undone by `left`. false: another hello. */
  protected abstract greet(hello: Hello<Frame>): Promise<boolean>;
  /** Of a command it gives how it was answered. */
  protected abstract handle(frame: Exclude<Frame, Hello<Frame>>): void | Promise<void> | Promise<Outcome>;
  protected abstract left(): void;

  get isKnown(): boolean {
    return this.#phase !== "new";
  }

  get isReady(): boolean {
    return this.#phase === "ready" && !this.isClosed;
  }

  /** A chat that is theirs from now on, with its log. */
  give(chat: LiveChat): void {
    if (this.held.has(chat.chatId)) return;
    if (!this.isReady) {
      this.early.add(chat);
      return;
    }
    this.hold(chat);
    this.send({ t: "chat", chat: catchUpFrom(chat, null, this.audience) });
  }

  receive(text: string): number {
    if (this.isClosed) return 0;
    const decoded = this.#decode(text);
    if (decoded.ok) this.#take(decoded.frame);
    else this.fault(decoded.fault);
    const cost = decoded.ok ? this.#costOf(decoded.frame) : 1;
    return this.#pace?.take(cost + Math.floor(text.length / LENGTH_OF_ONE)) ?? 0;
  }

  #take(frame: Frame): void {
    if (frame.t === "ping") return this.send({ t: "pong" });
    switch (this.#phase) {
      case "new":
        return this.#begin(frame);
      case "greeting":
        if (this.#waiting.length >= MOST_UNDER_WAY) return this.#tooMuch(frame);
        this.#waiting.push(frame);
        return;
      case "ready":
        return this.#run(frame);
    }
  }

  closed(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    for (const chat of this.held.values()) chat.subscribers.delete(this);
    this.held.clear();
    this.#leavePace();
    this.left();
  }

  deliver(text: string): void {
    this.link.send(text);
  }

  send(frame: object): void {
    this.link.send(JSON.stringify(frame));
  }

  protected async sendWhen(answer: Promise<object>): Promise<void> {
    this.send(await answer);
  }

  /** What brings the client, which holds `held`, to the heads of these chats. */
  protected catchUp(held: readonly { chatId: string; upTo: number }[], chats: readonly LiveChat[]) {
    const upTo = new Map(held.map((one) => [one.chatId, one.upTo]));
    const given = chats.map((chat) => catchUpFrom(chat, upTo.get(chat.chatId) ?? null, this.audience));
    this.#metrics.welcomed(held, given);
    return given;
  }

  /** To a command. */
  protected answer(frame: CommandAnswer): Outcome {
    this.send(frame);
    // Asked first: every message comes by here.
    if (this.log.isLevelEnabled("debug"))
      this.log.debug({ ...this.#who(), ...idsOf(frame) }, "Answered a command");
    return frame.t === "refused" ? "refused" : "done";
  }

  /** From now on every event of the chat comes here, until `drop`. */
  hold(chat: LiveChat): void {
    this.held.set(chat.chatId, chat);
    chat.subscribers.add(this);
  }

  drop(chatId: string): void {
    this.held.get(chatId)?.subscribers.delete(this);
    this.held.delete(chatId);
  }

  /** [LI1] [LI2] False: too many connections of theirs, or too often new ones. They are to come back later. */
  protected share(paces: Paces, key: string): boolean {
    if (this.#work.isFull) return this.putOff("too much is under way");
    if (paces.holders(key) >= MOST_CONNECTIONS) return this.putOff("too many connections");
    this.#leavePace();
    this.#leavePace = () => paces.leave(key);
    this.#pace = paces.join(key);
    return this.#pace.tryTake(COST_OF_HELLO) || this.putOff("too many hellos");
  }

  /** Never a welcome: the client shows that it is not connected, keeps what was written, and comes back by itself. */
  protected putOff(reason: string): false {
    this.link.close(CLOSE.busy, reason);
    return false;
  }

  /** One page of a chat at a time, as a client asks: sixty at once may be a hundred megabytes. */
  protected async sendOlder(chatId: string, before: number): Promise<void> {
    const chat = this.held.get(chatId);
    if (!chat || this.#paging.has(chatId)) return;
    this.#paging.add(chatId);
    try {
      this.send(await olderPage(this.#pool, chat, before, this.audience));
    } finally {
      this.#paging.delete(chatId);
    }
  }

  protected fault(fault: { field: string; expected: string }): void {
    this.#faults += 1;
    this.send({ t: "fault", ...fault } satisfies FaultFrame);
    if (this.#faults > MOST_FAULTS) this.link.close(CLOSE.badFrames, "too many frames were not understood");
  }

  #begin(frame: Frame): void {
    if (!isHello(frame)) return this.fault({ field: "/t", expected: "hello first" });
    if (frame.v < PROTOCOL_VERSION) return this.link.close(CLOSE.tooOld, "reload");
    this.#phase = "greeting";
    const greeted = this.greet(frame).then((isWelcome) => this.#greeted(isWelcome));
    this.#work.track(greeted.catch((error: unknown) => this.#fail(error)));
  }

  #greeted(isWelcome: boolean): void {
    if (this.isClosed) return this.left();
    this.#phase = isWelcome ? "ready" : "new";
    if (!isWelcome) return;
    // What the welcome was too early for.
    for (const chat of this.early) this.give(chat);
    this.early.clear();
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const frame of waiting) this.#run(frame);
  }

  #run(frame: Frame): void {
    if (isHello(frame)) return this.fault({ field: "/t", expected: "one hello a connection" });
    if (this.#underWay >= MOST_UNDER_WAY || this.#work.isFull) return this.#tooMuch(frame);
    this.#underWay += 1;
    // The hello is excluded above; the rest of the union is what `handle` takes.
    void this.#handled(frame as Exclude<Frame, Hello<Frame>>);
  }

  async #handled(frame: Exclude<Frame, Hello<Frame>>): Promise<void> {
    this.#work.begun();
    const sinceMs = performance.now();
    try {
      const outcome = await this.handle(frame);
      if (outcome) this.#measure(frame, outcome, sinceMs);
    } catch (error) {
      this.#measure(frame, "failed", sinceMs);
      this.#failFrame(frame, error);
    } finally {
      this.#underWay -= 1;
      this.#work.ended();
    }
  }

  #who() {
    return { accountId: this.accountId, actor: this.actor };
  }

  #measure(frame: Frame, outcome: Outcome, sinceMs: number): void {
    if (isCommand(frame)) this.#metrics.answered(frame.command.type, outcome, sinceMs);
  }

  /**
   * A command that met a defect is refused: sent again by itself it would meet it again, for ever. With the database
   * gone while we stop, nobody knows what became of it: the socket closes, and the client asks again.
   */
  #failFrame(frame: Frame, error: unknown): void {
    if (!isCommand(frame) || isConnectionError(error)) return this.#fail(error);
    this.log.error(
      { err: error, ...this.#who(), commandId: frame.id },
      "A command met a defect and was refused: report this line",
    );
    this.send({ t: "refused", id: frame.id, refusal: { reason: "defect" } });
  }

  /** What is not answered would hang in the client: a command is refused, anything else is let go. */
  #tooMuch(frame: Frame): void {
    if (isCommand(frame)) this.send({ t: "refused", id: frame.id, refusal: { reason: "slow-down" } });
  }

  /** A defect fails this socket only; the client comes back and sends again what was not answered. */
  #fail(error: unknown): void {
    // A database that is away is away for thousands of sockets at once: the sweeps say so, once a second.
    const told = { err: error, ...this.#who() };
    if (!isConnectionError(error))
      this.log.error(told, "A socket met a defect and was closed: report this line");
    // What a greeting registered after the link had gone.
    if (this.isClosed) this.left();
    this.link.close(1011, "try again");
  }
}

function idsOf({ t, id, chatId }: CommandAnswer) {
  return { commandId: id, ...(chatId !== undefined && { chatId }), answer: t };
}

/** Of either kind: a visitor's or an agent's. */
function isCommand(frame: AnyFrame): frame is AnyFrame & { id: string; command: { type: string } } {
  return frame.t === "command";
}

function isHello<Frame extends AnyFrame>(frame: Frame): frame is Hello<Frame> {
  return frame.t === "hello";
}
