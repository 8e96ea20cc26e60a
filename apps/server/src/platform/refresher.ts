/**
 * Reads something anew for a key, one time after the other: whoever asks while it is being read gets one more reading
 * after it, however many ask. So what is told last is what stood last.
 */
export class Refresher<Key> {
  readonly #read: (key: Key) => Promise<void>;
  readonly #underWay = new Map<Key, Promise<void>>();
  readonly #next = new Map<Key, Promise<void>>();

  constructor(read: (key: Key) => Promise<void>) {
    this.#read = read;
  }

  /** Done when what stood at the time of asking, or later, has been read. */
  ask(key: Key): Promise<void> {
    const underWay = this.#underWay.get(key);
    if (!underWay) return this.#begin(key);
    const next = this.#next.get(key) ?? underWay.catch(() => undefined).then(() => this.#begin(key));
    this.#next.set(key, next);
    return next;
  }

  #begin(key: Key): Promise<void> {
    this.#next.delete(key);
    const reading = this.#read(key).finally(() => {
      if (this.#underWay.get(key) === reading) this.#underWay.delete(key);
    });
    this.#underWay.set(key, reading);
    return reading;
  }
}
