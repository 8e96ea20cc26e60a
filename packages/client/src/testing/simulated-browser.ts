import type { Environment, KeyValueStore, SocketLike } from "../environment.ts";
import { memoryStorage } from "./memory-storage.ts";
import type { SimulatedClock } from "./simulated-clock.ts";

type Network = { openSocket(url: string): SocketLike; wires: { client: SocketLike; loseClient(): void }[] };
type Options = {
  /** Begins every id that this browser makes. */
  name: string;
  clock: SimulatedClock;
  network: Network;
  random?: () => number;
  /** What a new tab sees; by default all share one. */
  storageOfTab?: () => KeyValueStore;
};

/** One person's browser: tabs that share their storage. */
export class SimulatedBrowser {
  readonly #options: Options;
  readonly #storageOfTab: () => KeyValueStore;
  #ids = 0;

  constructor(options: Options) {
    this.#options = options;
    const shared = memoryStorage();
    this.#storageOfTab = options.storageOfTab ?? (() => shared);
  }

  openTab(): SimulatedTab {
    const { clock, network, random = () => 0.5 } = this.#options;
    return new SimulatedTab({
      clock,
      network,
      random,
      newId: () => this.#newId(),
      storage: this.#storageOfTab(),
    });
  }

  #newId(): string {
    this.#ids += 1;
    return `${this.#options.name}-${String(this.#ids).padStart(16, "0")}`;
  }
}

type Parts = Required<Pick<Options, "clock" | "network" | "random">> & {
  newId(): string;
  storage: KeyValueStore;
};

/** One page load. */
export class SimulatedTab {
  readonly environment: Environment;
  readonly #network: Network;
  readonly #sockets = new Set<SocketLike>();
  readonly #wakes = new Set<() => void>();
  readonly #hides = new Set<() => void>();
  #isGone = false;

  constructor({ clock, network, random, newId, storage }: Parts) {
    this.#network = network;
    this.environment = {
      openSocket: (url) => this.#open(url),
      now: () => clock.now(),
      after: (delayMs, run) =>
        clock.after(delayMs, () => {
          if (!this.#isGone) run();
        }),
      random,
      newId,
      storage,
      onWake: (listener) => register(this.#wakes, listener),
      onHide: (listener) => register(this.#hides, listener),
    };
  }

  /** The network is back, or the tab came to the front. */
  wake(): void {
    for (const listener of [...this.#wakes]) listener();
  }

  hide(): void {
    for (const listener of [...this.#hides]) listener();
  }

  /** Closed or reloaded in the ordinary way. */
  close(): void {
    this.hide();
    this.crash();
  }

  /** Gone without a word: its timers never run again, its sockets close. */
  crash(): void {
    this.#isGone = true;
    for (const wire of [...this.#network.wires]) if (this.#sockets.has(wire.client)) wire.loseClient();
  }

  #open(url: string): SocketLike {
    const socket = this.#network.openSocket(url);
    this.#sockets.add(socket);
    return socket;
  }
}

function register(listeners: Set<() => void>, listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
