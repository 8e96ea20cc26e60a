/** Holds one immutable state: a new object at every change, the same one until then. */
export class Store<State extends object> {
  #state: State;
  readonly #listeners = new Set<() => void>();
  #notifying = false;

  constructor(state: State) {
    this.#state = state;
  }

  get state(): State {
    return this.#state;
  }

  update(change: Partial<State>): void {
    const next = { ...this.#state, ...change };
    if (isSame(this.#state, next)) return;
    this.#state = next;
    this.#notifySoon();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  // A microtask, not a timer: browsers hold the timers of a hidden tab back, and an agent's alert with them.
  #notifySoon(): void {
    if (this.#notifying) return;
    this.#notifying = true;
    queueMicrotask(() => {
      this.#notifying = false;
      for (const listener of [...this.#listeners]) listener();
    });
  }
}

function isSame<State extends object>(one: State, other: State): boolean {
  for (const key in other) if (one[key] !== other[key]) return false;
  return true;
}
