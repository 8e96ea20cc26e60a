import { callerKey } from "../../platform/ws/caller-address.ts";

/** A page sends two at a time. */
const MOST_OF_ONE_PERSON = 6;
/** What the disk must have room for, beside the files that are kept. */
const MOST_BYTES = 2_000_000_000;
/** Who holds all that one address may leaves the others three quarters. */
const MOST_BYTES_OF_AN_ADDRESS = 500_000_000;

/** `address`: null is not counted [LI5]. */
type From = { person: string; address: string | null };

/** What is being put here now [LI10]: announced bytes, by whom and from where. */
export class UploadsUnderWay {
  readonly #counts = new Map<string, number>();
  readonly #bytesOf = new Map<string, number>();
  #bytes = 0;

  /** null: no more for now. Otherwise to be called, once, when it is over. */
  begin(person: string, callersAddress: string, bytes: number): (() => void) | null {
    const from = { person, address: callerKey(callersAddress) };
    if (!this.#hasRoom(from, bytes)) return null;
    this.#add(from, 1, bytes);
    return () => this.#add(from, -1, -bytes);
  }

  #hasRoom({ person, address }: From, bytes: number): boolean {
    const ofAddress = address === null ? 0 : (this.#bytesOf.get(address) ?? 0);
    return (
      (this.#counts.get(person) ?? 0) < MOST_OF_ONE_PERSON &&
      ofAddress + bytes <= MOST_BYTES_OF_AN_ADDRESS &&
      this.#bytes + bytes <= MOST_BYTES
    );
  }

  #add({ person, address }: From, count: number, bytes: number): void {
    this.#bytes += bytes;
    addTo(this.#counts, person, count);
    if (address !== null) addTo(this.#bytesOf, address, bytes);
  }
}

function addTo(sums: Map<string, number>, key: string, by: number): void {
  const sum = (sums.get(key) ?? 0) + by;
  if (sum > 0) sums.set(key, sum);
  else sums.delete(key);
}
