import { Pace, type PaceLimits } from "./pace.ts";

type Shared = { pace: Pace; holders: number };

/** No look for those to forget before so many are kept. */
const ALWAYS_KEPT = 1000;

/**
 * One pace for all who bring the same key: the connections of one person, the newcomers from one address. It outlives
 * them until it is rested, so that coming back earns nothing [LI1].
 */
export class Paces {
  readonly #limits: PaceLimits;
  readonly #nowMs: () => number;
  readonly #shared = new Map<string, Shared>();
  #forgetPast = ALWAYS_KEPT;

  constructor(limits: PaceLimits, nowMs: () => number) {
    this.#limits = limits;
    this.#nowMs = nowMs;
  }

  get size(): number {
    return this.#shared.size;
  }

  /** Until `leave`, once each. */
  join(key: string): Pace {
    const shared = this.#of(key);
    shared.holders += 1;
    return shared.pace;
  }

  leave(key: string): void {
    const shared = this.#shared.get(key);
    if (!shared) return;
    shared.holders -= 1;
    if (isForgettable(shared)) this.#shared.delete(key);
  }

  /** How many have joined and not left. */
  holders(key: string): number {
    return this.#shared.get(key)?.holders ?? 0;
  }

  /** For who does not stay: takes one where one is left. */
  tryTake(key: string): boolean {
    return this.#of(key).pace.tryTake(1);
  }

  /** The one that was taken, where it turned out not to be needed. */
  giveBack(key: string): void {
    this.#shared.get(key)?.pace.giveBack(1);
  }

  #of(key: string): Shared {
    const known = this.#shared.get(key);
    if (known) return known;
    if (this.#shared.size >= this.#forgetPast) this.#forget();
    const shared = { pace: new Pace(this.#limits, this.#nowMs), holders: 0 };
    this.#shared.set(key, shared);
    return shared;
  }

  /** Those who are here, and those who came too fast of late, stay: the next look comes when they have doubled. */
  #forget(): void {
    for (const [key, shared] of this.#shared) if (isForgettable(shared)) this.#shared.delete(key);
    this.#forgetPast = Math.max(ALWAYS_KEPT, 2 * this.#shared.size);
  }
}

function isForgettable({ pace, holders }: Shared): boolean {
  return holders === 0 && pace.isRested;
}
