import type { EpochMs } from "@causerie/domain";
import type { Piece, ToldPart } from "./elsewhere.ts";
import type { Presence } from "./presence.ts";
import type { Site } from "./site.ts";

/** All visitors of this node, told in pieces. Those who come meanwhile are told too; who goes is told apart. */
export class Telling {
  readonly #number: number;
  readonly #presences: Iterator<Presence>;
  #index = 0;

  /** `now`: numbers this node's tellings. */
  constructor(site: Site, now: EpochMs) {
    this.#number = now;
    this.#presences = site.own.values();
  }

  next(most: number): { piece: Piece; parts: ToldPart[] } {
    const parts: ToldPart[] = [];
    let isLast = false;
    while (parts.length < most && !isLast) {
      const { value, done } = this.#presences.next();
      if (done) isLast = true;
      else parts.push(toldPart(value, true));
    }
    const piece = { telling: this.#number, index: this.#index, isLast };
    this.#index += 1;
    return { piece, parts };
  }
}

/** `isWhole`: for those too who were told nothing of it yet. */
export function toldPart(presence: Presence, isWhole: boolean): ToldPart {
  const { visitorId, row, lookedAt, cartAt, leftAt } = presence;
  const isTold = presence.toldRow === row && !isWhole;
  presence.toldRow = row;
  return { visitorId, row: isTold ? null : row, lookedAt, cartAt, leftAt };
}
