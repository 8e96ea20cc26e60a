/** One value for all who have the same: thousands come with the same browser, from the same place, to the same page. */
export class Interned<Value> {
  readonly #values = new Map<string, Value>();
  readonly #most: number;

  /** `most`: past it all begins anew, since what comes from outside may be different every time. */
  constructor(most: number) {
    this.#most = most;
  }

  /** undefined: there is none yet. */
  known(key: string): Value | undefined {
    return this.#values.get(key);
  }

  of(key: string, make: () => Value): Value {
    const known = this.#values.get(key);
    if (known !== undefined) return known;
    const value = make();
    if (this.#values.size >= this.#most) this.#values.clear();
    this.#values.set(key, value);
    return value;
  }
}
