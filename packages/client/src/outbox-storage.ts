import type { Environment, KeyValueStore } from "./environment.ts";
import type { AnyCommand, PendingFile, RefusalOfCommand } from "./types.ts";

const BEAT_MS = 5_000;
const ABANDONED_AFTER_MS = 15_000;
const LOOK_ROUND_MS = 10_000;

/** What of a command outlives its page. `refusal`: it was refused, and waits for a person. */
export type KeptCommand<Command> = {
  id: string;
  lane: string;
  command: Command;
  at: number;
  refusal: RefusalOfCommand | null;
  /** Of a file's command: what the line shows. */
  file?: PendingFile;
};

type Options<Command> = {
  environment: Environment;
  /** Whose commands they are: what one person wrote is never sent as another. */
  scope: string;
  /** Adds them to the outbox, and saves before it returns. */
  adopt(commands: KeptCommand<Command>[]): void;
};

/**
 * A tab's outbox in the storage that all tabs share [DL14]: `outbox.<scope>.<tab>` with its commands, and
 * `alive.<scope>.<tab>` with the time of its last beat while there are any. A tab without a fresh beat is gone, and
 * any other tab adopts its commands. Two that adopt at once both send them: the server takes each id once [DL3].
 */
export class OutboxStorage<Command extends AnyCommand> {
  readonly #options: Options<Command>;
  readonly #environment: Environment;
  readonly #store: KeyValueStore;
  readonly #outbox: string;
  readonly #alive: string;
  readonly #tab: string;
  #commands: readonly KeptCommand<Command>[] = [];
  #stopBeating: (() => void) | null = null;
  #stopLooking = () => {};
  #stopListening: readonly (() => void)[] | null = null;

  constructor(options: Options<Command>) {
    this.#options = options;
    this.#environment = options.environment;
    this.#store = options.environment.storage;
    this.#outbox = `outbox.${options.scope}.`;
    this.#alive = `alive.${options.scope}.`;
    this.#tab = options.environment.newId();
  }

  /** Adopts what is abandoned, now and from time to time. */
  start(): void {
    this.#adoptAbandoned();
    this.#stopLooking = this.#environment.after(LOOK_ROUND_MS, () => this.start());
  }

  save(commands: readonly KeptCommand<Command>[]): void {
    const hadSome = this.#commands.length > 0;
    this.#commands = commands;
    if (commands.length > 0) {
      this.#stopListening ??= this.#listen();
      this.#beat();
    } else if (hadSome) this.#clear();
  }

  /** Pages on which nothing is ever said go without. */
  #listen(): (() => void)[] {
    return [
      this.#environment.onHide(() => this.#markGone()),
      // Another tab may have adopted everything while this page was away.
      this.#environment.onWake(() => this.#write()),
    ];
  }

  #clear(): void {
    this.#stop();
    this.#store.remove(this.#outbox + this.#tab);
    this.#markGone();
  }

  /** Leaves the commands to the next tab. */
  close(): void {
    this.#stop();
    this.#stopLooking();
    for (const stop of this.#stopListening ?? []) stop();
    this.#stopListening = null;
    this.#markGone();
  }

  #beat(): void {
    this.#stop();
    this.#write();
    this.#stopBeating = this.#environment.after(BEAT_MS, () => this.#beat());
  }

  /** The stamp first: commands without one are up for adoption. */
  #write(): void {
    if (this.#commands.length === 0) return;
    this.#store.set(this.#alive + this.#tab, String(this.#environment.now()));
    this.#store.set(this.#outbox + this.#tab, JSON.stringify(this.#commands));
  }

  #markGone(): void {
    this.#store.remove(this.#alive + this.#tab);
  }

  #stop(): void {
    this.#stopBeating?.();
    this.#stopBeating = null;
  }

  #adoptAbandoned(): void {
    const tabs = this.#abandonedTabs();
    const boxes = tabs.map((tab) => parse<Command>(this.#store.get(this.#outbox + tab)));
    boxes.sort((one, other) => (one[0]?.at ?? 0) - (other[0]?.at ?? 0));
    const commands = boxes.flat();
    if (commands.length > 0) this.#options.adopt(commands);
    // Only now: a tab that dies between the two leaves them twice, never not at all.
    for (const tab of tabs) {
      this.#store.remove(this.#outbox + tab);
      this.#store.remove(this.#alive + tab);
    }
  }

  #abandonedTabs(): string[] {
    const tabs = this.#store
      .keys()
      .filter((key) => key.startsWith(this.#outbox))
      .map((key) => key.slice(this.#outbox.length));
    return tabs.filter((tab) => tab !== this.#tab && !tab.includes(".") && this.#isGone(tab));
  }

  #isGone(tab: string): boolean {
    const beatAt = Number(this.#store.get(this.#alive + tab) ?? 0);
    return Math.abs(this.#environment.now() - beatAt) > ABANDONED_AFTER_MS;
  }
}

/** Trusted to be what a tab of ours wrote, as far as it is a list. */
function parse<Command>(json: string | null): KeptCommand<Command>[] {
  try {
    const commands = JSON.parse(json ?? "[]");
    return Array.isArray(commands) ? commands : [];
  } catch {
    return [];
  }
}
