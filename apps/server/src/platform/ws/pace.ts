/** Long enough to be felt; a socket left unread for longer would be taken as silent [DL11]. */
const LONGEST_WAIT_MS = 20_000;
/** A frame counts once more for each of these: to read half a megabyte costs as much as a hundred short frames. */
const LENGTH_OF_ONE = 4096;

export type PaceLimits = Readonly<{ framesPerSecond: number; burst: number }>;

/** How fast one socket may send: `burst` frames at once, and so many a second from then on [DO5]. */
export class Pace {
  readonly #limits: PaceLimits;
  readonly #nowMs: () => number;
  /** Below zero: what came before the reading stopped. */
  #left: number;
  #countedAtMs: number;

  constructor(limits: PaceLimits, nowMs: () => number) {
    this.#limits = limits;
    this.#nowMs = nowMs;
    this.#left = limits.burst;
    this.#countedAtMs = nowMs();
  }

  /** Counts one frame of so many characters; for how long no more should be read. 0: go on. */
  waitAfterMs(length: number): number {
    const { framesPerSecond, burst } = this.#limits;
    const now = this.#nowMs();
    const earned = ((now - this.#countedAtMs) / 1000) * framesPerSecond;
    this.#left = Math.min(burst, this.#left + earned) - 1 - Math.floor(length / LENGTH_OF_ONE);
    this.#countedAtMs = now;
    return this.#left >= 0 ? 0 : Math.min(LONGEST_WAIT_MS, Math.ceil((-this.#left / framesPerSecond) * 1000));
  }
}
