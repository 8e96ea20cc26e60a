/** A page sends two at a time. */
const MOST_OF_ONE_PERSON = 6;
/** What the disk must have room for, beside the files that are kept. */
const MOST_BYTES = 2_000_000_000;

/** What is being put here now [LI10]: announced bytes, by whom. */
export class UploadsUnderWay {
  readonly #counts = new Map<string, number>();
  #bytes = 0;

  /** null: no more for now. Otherwise to be called, once, when it is over. */
  begin(person: string, bytes: number): (() => void) | null {
    const count = this.#counts.get(person) ?? 0;
    if (count >= MOST_OF_ONE_PERSON || this.#bytes + bytes > MOST_BYTES) return null;
    this.#counts.set(person, count + 1);
    this.#bytes += bytes;
    return () => this.#end(person, bytes);
  }

  #end(person: string, bytes: number): void {
    this.#bytes -= bytes;
    const left = (this.#counts.get(person) ?? 0) - 1;
    if (left > 0) this.#counts.set(person, left);
    else this.#counts.delete(person);
  }
}
