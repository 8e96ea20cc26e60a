import type { RecordedEvent, RecordedVisitorEvent } from "@causerie/domain";
import type { AckFrame, RefusedFrame } from "@causerie/protocol";
import type { Environment } from "./environment.ts";
import { type KeptCommand, OutboxStorage } from "./outbox-storage.ts";
import type { AnyCommand, CommandAnswer, PendingMessage, RefusalOfCommand } from "./types.ts";

/** The longest text that fits a command of the protocol; what is shorter, the server judges [CH15]. */
const LONGEST_IN_A_FRAME = 60_000;
const MAX_MESSAGE_LENGTH = 10_000;
const SLOW_DOWN_MS = 2_000;
/** How long an acknowledged message waits for its event, which may come by another way than the answer. */
const EVENT_GRACE_MS = 3_000;

type State =
  | { kind: "queued" }
  | { kind: "failed"; refusal: RefusalOfCommand }
  /** Acknowledged, but its event is not in the replica yet. */
  | { kind: "stored"; chatId: string; lastSeq: number };

/** `lane`: commands of one lane go one after the other [DL13]. `line`: what the person sees of it, if anything. */
type Entry<Command> = {
  id: string;
  lane: string;
  command: Command;
  at: number;
  state: State;
  line: PendingMessage | null;
};

type Options<Command> = {
  environment: Environment;
  transmit(id: string, command: Command): void;
  onChange(): void;
};

/** Commands on their way [DL12]. What a person said outlives the page; the others are wishes of the moment. */
export class Outbox<Command extends AnyCommand> {
  readonly #options: Options<Command>;
  #entries: readonly Entry<Command>[] = [];
  /** The command under way in each lane. */
  readonly #underWay = new Map<string, string>();
  readonly #answers = new Map<string, (answer: CommandAnswer) => void>();
  #isOnline = false;
  #storage: OutboxStorage<Command> | null = null;

  constructor(options: Options<Command>) {
    this.#options = options;
  }

  /** From now on commands are kept for `scope`, and those of tabs that are gone are adopted. */
  keep(scope: string): void {
    if (this.#storage) return;
    const { environment } = this.#options;
    this.#storage = new OutboxStorage({ environment, scope, adopt: (commands) => this.#adopt(commands) });
    this.#save();
    this.#storage.start();
  }

  /** The promise never rejects; it waits as long as the answer takes. */
  add(lane: string, command: Command, id = this.#options.environment.newId()): Promise<CommandAnswer> {
    const refusal = refusedHere(command);
    this.#entries = [
      ...this.#entries,
      entryOf({ id, lane, command, at: this.#options.environment.now(), refusal }),
    ];
    this.#changed();
    if (refusal) return Promise.resolve({ ok: false, refusal });
    const answer = new Promise<CommandAnswer>((resolve) => this.#answers.set(id, resolve));
    this.#transmitNext();
    return answer;
  }

  pending(lane: string): PendingMessage[] {
    return linesOf(this.#entries.filter((entry) => entry.lane === lane));
  }

  /** What is on its way, or was stored and is not in the replica yet. */
  commands(lane: string): Command[] {
    return this.#entries.filter((entry) => entry.lane === lane).map(({ command }) => command);
  }

  lanes(): string[] {
    return [...new Set(this.#entries.map(({ lane }) => lane))];
  }

  /** After the welcome. What was under way may or may not have arrived: it goes again, with its id [DL3]. */
  resume(): void {
    this.#underWay.clear();
    this.#isOnline = true;
    this.#remove(({ state }) => state.kind === "stored");
    this.#transmitNext();
  }

  pause(): void {
    this.#isOnline = false;
  }

  /** `upTo`: how far the chat is held; null when it is not. */
  acknowledged({ id, chatId, lastSeq }: AckFrame, upTo: number | null): void {
    if (upTo !== null && upTo >= lastSeq) this.#remove((entry) => entry.id === id);
    else this.#awaitEvent(id, chatId, lastSeq);
    this.#answered(id, { ok: true, chatId });
  }

  refused({ id, refusal }: RefusedFrame): void {
    const entry = this.#entries.find((other) => other.id === id);
    if (!entry) return;
    if (outlivesPage(entry) && refusal.reason === "slow-down") this.#sendAgainLater(entry);
    else this.#giveUp(entry, refusal);
  }

  /** A message that is in the log needs no other acknowledgement, whoever's connection carried it. */
  delivered(chatId: string, upTo: number, events: readonly (RecordedEvent | RecordedVisitorEvent)[]): void {
    if (this.#entries.length === 0) return;
    const sent = new Set(events.map((event) => ("messageId" in event ? event.messageId : null)));
    const arrived = this.#entries.filter(({ id }) => sent.has(id));
    this.#remove(({ id, state }) => sent.has(id) || isReached(state, chatId, upTo));
    for (const { id } of arrived) this.#answered(id, { ok: true, chatId });
  }

  retry(id: string): void {
    const entry = this.#entries.find((other) => other.id === id);
    if (entry?.state.kind !== "failed" || refusedHere(entry.command)) return;
    this.#setState(id, { kind: "queued" });
    this.#transmitNext();
  }

  discard(id: string): void {
    this.#remove((entry) => entry.id === id && entry.state.kind === "failed");
  }

  discardFailed(lane: string): void {
    this.#remove((entry) => entry.lane === lane && entry.state.kind === "failed");
  }

  close(): void {
    this.pause();
    this.#storage?.close();
    this.#storage = null;
  }

  #adopt(commands: KeptCommand<Command>[]): void {
    const known = new Set(this.#entries.map(({ id }) => id));
    for (const kept of commands) {
      if (!known.has(kept.id)) this.#entries = [...this.#entries, entryOf(kept)];
      known.add(kept.id);
    }
    this.#changed();
    this.#transmitNext();
  }

  /** The first of every lane where nothing is under way. */
  #transmitNext(): void {
    if (!this.#isOnline) return;
    for (const { id, lane, command, state } of this.#entries) {
      if (state.kind !== "queued" || this.#underWay.has(lane)) continue;
      this.#underWay.set(lane, id);
      this.#options.transmit(id, command);
    }
  }

  #answered(id: string, answer: CommandAnswer): void {
    this.#answers.get(id)?.(answer);
    this.#answers.delete(id);
    for (const [lane, underWay] of this.#underWay) if (underWay === id) this.#underWay.delete(lane);
    this.#transmitNext();
  }

  /** In its place: the lane waits with it, so that what was written later does not overtake it. */
  #sendAgainLater({ id, lane }: Entry<Command>): void {
    this.#options.environment.after(SLOW_DOWN_MS, () => {
      if (this.#underWay.get(lane) !== id) return;
      this.#underWay.delete(lane);
      this.#transmitNext();
    });
  }

  /** A message stays for a person to send again or discard; a wish of the moment is over. */
  #giveUp({ id, line }: Entry<Command>, refusal: RefusalOfCommand): void {
    if (line) this.#setState(id, { kind: "failed", refusal });
    else this.#remove((entry) => entry.id === id);
    this.#answered(id, { ok: false, refusal });
  }

  #awaitEvent(id: string, chatId: string, lastSeq: number): void {
    this.#remove((entry) => entry.id === id && !outlivesPage(entry));
    this.#setState(id, { kind: "stored", chatId, lastSeq });
    this.#options.environment.after(EVENT_GRACE_MS, () =>
      this.#remove((entry) => entry.id === id && entry.state.kind === "stored"),
    );
  }

  #setState(id: string, state: State): void {
    this.#entries = this.#entries.map((entry) =>
      entry.id === id
        ? { ...entry, state, line: entry.line && { ...entry.line, state: shown(state) } }
        : entry,
    );
    this.#changed();
  }

  #remove(isOver: (entry: Entry<Command>) => boolean): void {
    const left = this.#entries.filter((entry) => !isOver(entry));
    if (left.length === this.#entries.length) return;
    this.#entries = left;
    this.#changed();
  }

  #changed(): void {
    this.#save();
    this.#options.onChange();
  }

  #save(): void {
    this.#storage?.save(
      this.#entries.filter((entry) => outlivesPage(entry) && entry.state.kind !== "stored").map(keptOf),
    );
  }
}

/** Messages, and the visitor's judgement: pressed as the page changes, it still counts [RA6]. */
function outlivesPage({ line, command }: Entry<AnyCommand>): boolean {
  return line !== null || command.type === "RateChat" || command.type === "SubmitComment";
}

function refusedHere(command: AnyCommand): RefusalOfCommand | null {
  const isTooLong = "text" in command && command.text.length > LONGEST_IN_A_FRAME;
  return isTooLong ? { reason: "message-too-long", maxLength: MAX_MESSAGE_LENGTH } : null;
}

function entryOf<Command extends AnyCommand>(kept: KeptCommand<Command>): Entry<Command> {
  const { id, lane, command, at, refusal } = kept;
  const state: State = refusal ? { kind: "failed", refusal } : { kind: "queued" };
  const line =
    "text" in command
      ? { id, text: command.text, at, isNote: command.type === "WriteNote", state: shown(state) }
      : null;
  return { id, lane, command, at, state, line };
}

function keptOf<Command>({ id, lane, command, at, state }: Entry<Command>): KeptCommand<Command> {
  return { id, lane, command, at, refusal: state.kind === "failed" ? state.refusal : null };
}

function shown(state: State): PendingMessage["state"] {
  return state.kind === "failed" ? state : { kind: "sending" };
}

function isReached(state: State, chatId: string, upTo: number): boolean {
  return state.kind === "stored" && state.chatId === chatId && state.lastSeq <= upTo;
}

function linesOf(entries: readonly Entry<unknown>[]): PendingMessage[] {
  return entries.flatMap(({ line }) => line ?? []);
}
