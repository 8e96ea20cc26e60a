import type { Pace } from "../platform/ws/pace.ts";
import type { Paces } from "../platform/ws/paces.ts";
import { COST_OF_HELLO, MOST_CONNECTIONS } from "./allowances.ts";

/** The pace that one person's connections share, from this one's hello on [LI1]. */
export class SharedPace {
  #pace: Pace | null = null;
  #paces: Paces | null = null;
  #key = "";

  /** [LI2] Why not now, or null: too many connections of theirs, or too often new ones. */
  join(paces: Paces, key: string): string | null {
    if (paces.holders(key) >= MOST_CONNECTIONS) return "too many connections";
    this.leave();
    this.#paces = paces;
    this.#key = key;
    this.#pace = paces.join(key);
    return this.#pace.tryTake(COST_OF_HELLO) ? null : "too many hellos";
  }

  leave(): void {
    this.#paces?.leave(this.#key);
    this.#paces = null;
  }

  /** How long, in milliseconds, nothing more is to be read. */
  take(cost: number): number {
    return this.#pace?.take(cost) ?? 0;
  }
}
