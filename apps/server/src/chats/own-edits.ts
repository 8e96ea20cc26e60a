import type { SiteClaim, VisitorId } from "@causerie/domain";
import { Lane } from "./lane.ts";

/** [LI21] A widget gives one after the other; some tabs may do so at once. */
const MOST_OF_ONE = 4;
/** [LI21] A tenth of what may be under way on a node [LI8]: edits never fill it. */
const MOST_OF_ALL = 2_000;

type Own = { lane: Lane; edits: number; turns: number; claim: SiteClaim | null };

/** [LI21] What visitors and their sites say of them waits here, and of each one thing at a time with everybody else's. */
export class OwnEdits {
  readonly #visitors = new Map<VisitorId, Own>();
  #edits = 0;

  /** null: too many are under way, of this visitor or of all. */
  async take<Result>(visitorId: VisitorId, edit: () => Promise<Result>): Promise<Result | null> {
    const own = this.#of(visitorId);
    if (own.edits >= MOST_OF_ONE || this.#edits >= MOST_OF_ALL) return null;
    own.edits += 1;
    this.#edits += 1;
    try {
      return await this.#inTurn(visitorId, own, edit);
    } finally {
      own.edits -= 1;
      this.#edits -= 1;
    }
  }

  /** Written is what was said last of each field until the turn came; who waits already takes along what comes. */
  async claim(
    visitorId: VisitorId,
    claim: SiteClaim,
    write: (claim: SiteClaim) => Promise<void>,
  ): Promise<void> {
    const own = this.#of(visitorId);
    const isTakenAlong = own.claim !== null;
    own.claim = { ...own.claim, ...claim };
    if (isTakenAlong) return;
    await this.#inTurn(visitorId, own, () => {
      const said = own.claim ?? claim;
      own.claim = null;
      return write(said);
    });
  }

  async #inTurn<Result>(visitorId: VisitorId, own: Own, run: () => Promise<Result>): Promise<Result> {
    this.#visitors.set(visitorId, own);
    own.turns += 1;
    try {
      return await own.lane.inTurn(run);
    } finally {
      own.turns -= 1;
      if (own.turns === 0) this.#visitors.delete(visitorId);
    }
  }

  #of(visitorId: VisitorId): Own {
    return this.#visitors.get(visitorId) ?? { lane: new Lane(), edits: 0, turns: 0, claim: null };
  }
}
