/** Runs something a little later. */
export type Later = (run: () => void, ms: number) => void;

/** With a timer that keeps no process alive. */
export const laterByTimer: Later = (run, ms) => {
  setTimeout(run, ms).unref();
};

const BETWEEN_PIECES_MS = 10;

/** Does much in pieces, so that nobody's event loop is held up by it. */
export class Paced {
  /** False: nothing was left to do. */
  readonly #doPiece: () => boolean;
  readonly #later: Later;
  #isUnderWay = false;

  constructor(doPiece: () => boolean, later: Later) {
    this.#doPiece = doPiece;
    this.#later = later;
  }

  /** Begins with a piece at once, unless it is under way. */
  start(): void {
    if (!this.#isUnderWay) this.#goOn();
  }

  #goOn(): void {
    this.#isUnderWay = this.#doPiece();
    if (this.#isUnderWay) this.#later(() => this.#goOn(), BETWEEN_PIECES_MS);
  }
}
