/** Long enough to be felt; a socket left unread for longer would be taken as silent [DL11]. */
const LONGEST_WAIT_MS = 20_000;

/** `perSecond`: what is earned; `burst`: what may be taken at once, after a rest. A plain frame takes 1. */
export type PaceLimits = Readonly<{ perSecond: number; burst: number }>;

/** How fast somebody may send [LI1]: one number, and an addition for what is taken. */
export class Pace {
  readonly #msOfOne: number;
  readonly #burstMs: number;
  readonly #nowMs: () => number;
  /** When all that was taken will have been earned. Nobody owes more than the longest wait. */
  #earnedAtMs = 0;

  constructor({ perSecond, burst }: PaceLimits, nowMs: () => number) {
    this.#msOfOne = 1000 / perSecond;
    this.#burstMs = burst * this.#msOfOne;
    this.#nowMs = nowMs;
  }

  /** Gives for how long no more should be taken, in ms; 0: go on. */
  take(cost: number): number {
    const now = this.#nowMs();
    const most = now + this.#burstMs + LONGEST_WAIT_MS;
    this.#earnedAtMs = Math.min(Math.max(this.#earnedAtMs, now) + cost * this.#msOfOne, most);
    return Math.max(0, Math.ceil(this.#earnedAtMs - now - this.#burstMs));
  }

  /** Takes where so much is left, and nothing otherwise. */
  tryTake(cost: number): boolean {
    const isLeft = this.#earnedAtMs + cost * this.#msOfOne <= this.#nowMs() + this.#burstMs;
    if (isLeft) this.take(cost);
    return isLeft;
  }

  /** What was taken and turned out not to be needed. */
  giveBack(cost: number): void {
    this.#earnedAtMs -= cost * this.#msOfOne;
  }

  /** Nothing to remember: as good as a new one. */
  get isRested(): boolean {
    return this.#earnedAtMs <= this.#nowMs();
  }
}
