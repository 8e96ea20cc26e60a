import type { Audience } from "@causerie/domain";
import { CLOSE, type FaultFrame, PROTOCOL_VERSION } from "@causerie/protocol";
import { isConnectionError } from "../platform/sql/pool.ts";
import type { Link, Session } from "../platform/ws/link.ts";
import type { Paces } from "../platform/ws/paces.ts";
import { costOfLength } from "./allowances.ts";
import type { Actor } from "./append.ts";
import { catchUpFrom, type Subscriber } from "./delivery.ts";
import {
  type AnyFrame,
  type CommandAnswer,
  type FrameReader,
  type Hello,
  idsOf,
  idsOfCommand,
  isCommand,
  isHello,
  PONG,
} from "./frame-kinds.ts";
import type { LiveChat } from "./live-chat.ts";
import type { Outcome } from "./metrics.ts";
import { OlderPages } from "./older.ts";
import type { SessionContext } from "./session-context.ts";
import { SharedPace } from "./shared-pace.ts";

/** [DO3] Ours. */
const MOST_FAULTS = 20;
/** A client waits for the answer of each chat; more than this under way at once is no client of ours [LI8]. */
const MOST_UNDER_WAY = 64;

const NO_CHATS: ReadonlyMap<string, LiveChat> = new Map();

/** What visitors' and agents' sockets share: hello first, frames in order, chats held, faults counted. */
export abstract class SocketSession<Frame extends AnyFrame> implements Session, Subscriber {
  abstract readonly audience: Audience;
  abstract readonly actor: Actor;
  /** Null before the hello. */
  abstract readonly accountId: number | null;
  protected readonly link: Link;
  protected isClosed = false;
  // Most visitors only look: what a chat needs is made with the first one.
  #held: Map<string, LiveChat> | null = null;
  /** Chats that became theirs while the hello was being answered: the welcome brings them. */
  #early: Set<LiveChat> | null = null;
  #older: OlderPages | null = null;
  readonly #context: SessionContext;
  readonly #reader: FrameReader<Frame>;
  #phase: "new" | "greeting" | "ready" = "new";
  /** Frames that came while the hello was being answered. */
  #waiting: Frame[] | null = null;
  #faults = 0;
  #underWay = 0;
  readonly #pace = new SharedPace();

  constructor(link: Link, context: SessionContext, reader: FrameReader<Frame>) {
    this.link = link;
    this.#context = context;
    this.#reader = reader;
  }

  /** Answers the first frame. Everything that this registers must be undone by `left`. false: another hello. */
  protected abstract greet(hello: Hello<Frame>): Promise<boolean>;
  /** Of a command it gives how it was answered. */
  protected abstract handle(frame: Exclude<Frame, Hello<Frame>>): void | Promise<void> | Promise<Outcome>;
  protected abstract left(): void;

  protected get held(): ReadonlyMap<string, LiveChat> {
    return this.#held ?? NO_CHATS;
  }

  protected get early(): Iterable<LiveChat> {
    return this.#early ?? [];
  }

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
      this.#early = (this.#early ?? new Set()).add(chat);
      return;
    }
    this.hold(chat);
    this.send({ t: "chat", chat: catchUpFrom(chat, null, this.audience) });
  }

  receive(text: string): number {
    if (this.isClosed) return 0;
    const decoded = this.#reader.decode(text);
    if (decoded.ok) this.#take(decoded.frame);
    else this.#notUnderstood(decoded);
    const cost = decoded.ok ? this.#reader.costOf(decoded.frame) : 1;
    return this.#pace.take(cost + costOfLength(text));
  }

  #take(frame: Frame): void {
    if (frame.t === "ping") return this.link.send(PONG);
    switch (this.#phase) {
      case "new":
        return this.#begin(frame);
      case "greeting":
        this.#waiting ??= [];
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
    this.#held = null;
    this.#pace.leave();
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
    if (chats.length === 0 && held.length === 0) return [];
    const upTo = new Map(held.map((one) => [one.chatId, one.upTo]));
    const given = chats.map((chat) => catchUpFrom(chat, upTo.get(chat.chatId) ?? null, this.audience));
    this.#context.metrics.welcomed(held, given);
    return given;
  }

  /** To a command. */
  protected answer(frame: CommandAnswer): Outcome {
    this.send(frame);
    // Asked first: every message comes by here.
    const { log } = this.#context;
    if (log.isLevelEnabled("debug")) log.debug({ ...this.#who(), ...idsOf(frame) }, "Answered a command");
    return frame.t === "refused" ? "refused" : "done";
  }

  /** From now on every event of the chat comes here, until `drop`. */
  hold(chat: LiveChat): void {
    this.#held = (this.#held ?? new Map()).set(chat.chatId, chat);
    chat.subscribers.add(this);
  }

  drop(chatId: string): void {
    this.held.get(chatId)?.subscribers.delete(this);
    this.#held?.delete(chatId);
  }

  /** [LI1] [LI2] False: too many connections of theirs, or too often new ones. They are to come back later. */
  protected share(paces: Paces, key: string): boolean {
    if (this.#context.work.isFull) return this.putOff("too much is under way");
    const fault = this.#pace.join(paces, key);
    return fault === null || this.putOff(fault);
  }

  /** Never a welcome: the client shows that it is not connected, keeps what was written, and comes back by itself. */
  protected putOff(reason: string): false {
    this.link.close(CLOSE.busy, reason);
    return false;
  }

  protected async sendOlder(chatId: string, before: number): Promise<void> {
    const chat = this.held.get(chatId);
    if (!chat) return;
    this.#older ??= new OlderPages(this.#context.pool);
    const page = await this.#older.read(chat, before, this.audience);
    if (page) this.send(page);
  }

  protected fault(fault: { field: string; expected: string }): void {
    this.#faults += 1;
    this.send({ t: "fault", ...fault } satisfies FaultFrame);
    if (this.#faults > MOST_FAULTS) this.link.close(CLOSE.badFrames, "too many frames were not understood");
  }

  /** A command is owed its own answer: all that its sender says after it would wait for it [DO3]. */
  #notUnderstood({
    fault,
    commandId,
  }: {
    fault: { field: string; expected: string };
    commandId?: string;
  }): void {
    this.fault(fault);
    if (commandId !== undefined && this.#phase !== "new") this.#refuse(commandId, { reason: "defect" });
  }

  #refuse(id: string, refusal: { reason: "defect" | "slow-down" }): void {
    this.send({ t: "refused", id, refusal });
  }

  #begin(frame: Frame): void {
    if (!isHello(frame)) return this.fault({ field: "/t", expected: "hello first" });
    if (frame.v < PROTOCOL_VERSION) return this.link.close(CLOSE.tooOld, "reload");
    this.#phase = "greeting";
    void this.#answerHello(frame);
  }

  async #answerHello(hello: Hello<Frame>): Promise<void> {
    this.#context.work.begun();
    try {
      this.#greeted(await this.greet(hello));
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#context.work.ended();
    }
  }

  #greeted(isWelcome: boolean): void {
    if (this.isClosed) return this.left();
    this.#phase = isWelcome ? "ready" : "new";
    if (!isWelcome) return;
    // What the welcome was too early for.
    for (const chat of this.early) this.give(chat);
    this.#early = null;
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    for (const frame of waiting) this.#run(frame);
  }

  #run(frame: Frame): void {
    if (isHello(frame)) return this.fault({ field: "/t", expected: "one hello a connection" });
    if (this.#underWay >= MOST_UNDER_WAY || this.#context.work.isFull) return this.#tooMuch(frame);
    this.#underWay += 1;
    // The hello is excluded above; the rest of the union is what `handle` takes.
    void this.#handled(frame as Exclude<Frame, Hello<Frame>>);
  }

  async #handled(frame: Exclude<Frame, Hello<Frame>>): Promise<void> {
    this.#context.work.begun();
    const sinceMs = performance.now();
    try {
      const outcome = await this.handle(frame);
      if (outcome) this.#measure(frame, outcome, sinceMs);
    } catch (error) {
      this.#measure(frame, "failed", sinceMs);
      this.#failFrame(frame, error);
    } finally {
      this.#underWay -= 1;
      this.#context.work.ended();
    }
  }

  #who() {
    return { accountId: this.accountId, actor: this.actor };
  }

  #measure(frame: Frame, outcome: Outcome, sinceMs: number): void {
    if (isCommand(frame)) this.#context.metrics.answered(frame.command.type, outcome, sinceMs);
  }

  /**
   * A command that met a defect is refused: sent again by itself it would meet it again, for ever. With the database
   * gone while we stop, nobody knows what became of it: the socket closes, and the client asks again.
   */
  #failFrame(frame: Frame, error: unknown): void {
    if (!isCommand(frame) || isConnectionError(error)) return this.#fail(error);
    this.#context.log.error(
      { err: error, ...this.#who(), ...idsOfCommand(frame) },
      "A command met a defect and was refused: report this line",
    );
    this.#refuse(frame.id, { reason: "defect" });
  }

  /** What is not answered would hang in the client: a command is refused, anything else is let go. */
  #tooMuch(frame: Frame): void {
    if (isCommand(frame)) this.#refuse(frame.id, { reason: "slow-down" });
  }

  /** A defect fails this socket only; the client comes back and sends again what was not answered. */
  #fail(error: unknown): void {
    // A database that is away is away for thousands of sockets at once: the sweeps say so, once a second.
    const told = { err: error, ...this.#who() };
    if (!isConnectionError(error))
      this.#context.log.error(told, "A socket met a defect and was closed: report this line");
    // What a greeting registered after the link had gone.
    if (this.isClosed) this.left();
    this.link.close(1011, "try again");
  }
}
