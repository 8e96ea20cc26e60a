import type { RecordedEvent, RecordedVisitorEvent } from "@causerie/domain";
import type { AckFrame, RefusedFrame } from "@causerie/protocol";
import type { Environment } from "./environment.ts";
import {
  type Entry,
  entryOf,
  isReached,
  keptOf,
  lacksFile,
  linesOf,
  NOT_UPLOADED,
  outlivesPage,
  refusedHere,
  type State,
  withState,
} from "./outbox-entry.ts";
import { type KeptCommand, OutboxStorage } from "./outbox-storage.ts";
import type {
  AnyCommand,
  CommandAnswer,
  EditAnswer,
  PendingFile,
  PendingMessage,
  RefusalOfCommand,
  UploadFault,
} from "./types.ts";

const SLOW_DOWN_MS = 2_000;
/** How long an acknowledged message waits for its event, which may come by another way than the answer. */
const EVENT_GRACE_MS = 3_000;

type Options<Command> = {
  environment: Environment;
  transmit(id: string, command: Command): void;
  onChange(): void;
  /** A person wants a file sent again that is not on the server, or not sent any more. */
  onFile(wish: { t: "retry" | "discard"; id: string }): void;
};

/** Commands on their way [DL12]. What a person said outlives the page; the others are wishes of the moment. */
export class Outbox<Command extends AnyCommand> {
  readonly #options: Options<Command>;
  #entries: readonly Entry<Command>[] = [];
  /** The command under way in each lane. */
  readonly #underWay = new Map<string, string>();
  readonly #answers = new Map<string, (answer: CommandAnswer) => void>();
  /** Of commands that concern no chat. */
  readonly #edits = new Map<string, (answer: EditAnswer) => void>();
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
    const entry = entryOf({ id, lane, command, at: this.#options.environment.now(), refusal });
    if (refusal && !entry.line) return Promise.resolve({ ok: false, refusal });
    this.#entries = [...this.#entries, entry];
    this.#changed();
    if (refusal) return Promise.resolve({ ok: false, refusal });
    const answer = new Promise<CommandAnswer>((resolve) => this.#answers.set(id, resolve));
    this.#transmitNext();
    return answer;
  }

  /** A file: its command goes once it is uploaded, and what is written meanwhile goes before. */
  upload(lane: string, command: Command, file: PendingFile, id: string): Promise<CommandAnswer> {
    const { environment } = this.#options;
    const entry = entryOf({ id, lane, command, at: environment.now(), refusal: null, file });
    this.#entries = [...this.#entries, withState(entry, { kind: "uploading", share: 0 })];
    this.#changed();
    return new Promise((resolve) => this.#answers.set(id, resolve));
  }

  uploadMoved(id: string, share: number): void {
    if (this.#find(id)?.state.kind === "uploading") this.#show(id, { kind: "uploading", share });
  }

  uploaded(id: string, fileId: string): void {
    if (this.#find(id)?.state.kind !== "uploading") return;
    this.#setFile(id, fileId);
    this.#setState(id, { kind: "queued" });
    this.#transmitNext();
  }

  uploadFailed(id: string, refusal: UploadFault): void {
    if (this.#find(id)) this.#setState(id, { kind: "failed", refusal });
  }

  holds(id: string): boolean {
    return this.#find(id) !== undefined;
  }

  /** A command that concerns no chat, and so is answered by no chat's numbers. */
  addEdit(lane: string, command: Command): Promise<EditAnswer> {
    const { environment } = this.#options;
    const refusal = refusedHere(command);
    if (refusal) return Promise.resolve({ ok: false, refusal });
    const id = environment.newId();
    this.#entries = [...this.#entries, entryOf({ id, lane, command, at: environment.now(), refusal: null })];
    const answer = new Promise<EditAnswer>((resolve) => this.#edits.set(id, resolve));
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

  done(id: string): void {
    this.#remove((entry) => entry.id === id);
    this.#edits.get(id)?.({ ok: true });
    this.#edits.delete(id);
    this.#free(id);
  }

  refused({ id, refusal }: RefusedFrame): void {
    const entry = this.#find(id);
    if (!entry) return;
    // It lay there unsent for too long.
    if (refusal.reason === "file-not-found") this.#setFile(id, NOT_UPLOADED);
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
    const entry = this.#find(id);
    if (entry?.state.kind !== "failed" || refusedHere(entry.command)) return;
    if (lacksFile(entry.command)) {
      this.#setState(id, { kind: "uploading", share: 0 });
      this.#options.onFile({ t: "retry", id });
      return;
    }
    this.#setState(id, { kind: "queued" });
    this.#transmitNext();
  }

  discard(id: string): void {
    this.#remove((entry) => entry.id === id && ["failed", "uploading"].includes(entry.state.kind));
    if (!this.#find(id)) this.#options.onFile({ t: "discard", id });
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
    if (!answer.ok) this.#edits.get(id)?.(answer);
    this.#edits.delete(id);
    this.#free(id);
  }

  /** What waited behind it in its lane goes. */
  #free(id: string): void {
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

  #find(id: string): Entry<Command> | undefined {
    return this.#entries.find((entry) => entry.id === id);
  }

  #setState(id: string, state: State): void {
    this.#show(id, state);
    this.#save();
  }

  /** Without saving: how far an upload has come does not outlive the page. */
  #show(id: string, state: State): void {
    this.#change(id, (entry) => withState(entry, state));
    this.#options.onChange();
  }

  #setFile(id: string, fileId: string): void {
    this.#change(id, (entry) => ({ ...entry, command: { ...entry.command, fileId } }));
  }

  #change(id: string, change: (entry: Entry<Command>) => Entry<Command>): void {
    this.#entries = this.#entries.map((entry) => (entry.id === id ? change(entry) : entry));
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
