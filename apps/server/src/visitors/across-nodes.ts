import type { AccountId, EpochMs } from "@causerie/domain";
import type { Bus } from "../platform/bus/bus.ts";
import type { OnSite } from "./on-site.ts";
import { type Later, laterByTimer } from "./paced.ts";
import { RowsAcrossNodes } from "./rows-across-nodes.ts";
import type { Visit } from "./visit.ts";
import { VisitsAcrossNodes } from "./visits-across-nodes.ts";
import type { Windows } from "./windows.ts";

/** However often something is missed, all is asked anew no more often than this. */
const BETWEEN_REREADS_MS = 2_000;

type Options = { bus: Bus; onSite: OnSite; windows: Windows; later?: Later };

/**
 * Who is on the sites, as all nodes together know it. It decides nothing and is kept nowhere: each node tells of its own
 * visitors, and whatever is missed is asked again.
 */
export class AcrossNodes {
  readonly #bus: Bus;
  readonly #onSite: OnSite;
  readonly #rows: RowsAcrossNodes;
  readonly #visits: VisitsAcrossNodes;
  #mustReread = false;
  #rereadAt: EpochMs = Number.NEGATIVE_INFINITY;

  constructor({ bus, onSite, windows, later = laterByTimer }: Options) {
    this.#bus = bus;
    this.#onSite = onSite;
    this.#rows = new RowsAcrossNodes(bus, onSite, windows, later);
    this.#visits = new VisitsAcrossNodes(bus, onSite, later);
    bus.onGap(() => {
      this.#mustReread = true;
    });
    bus.onNodeGone((nodeId) => {
      this.#rows.lose(nodeId);
      this.#visits.lose(nodeId);
    });
  }

  /** To be called as often as the windows are told. */
  tick(): void {
    this.#rereadIfMissed();
    this.#visits.tick();
    this.#rows.tick();
  }

  /** The visit of somebody who is on any node now; null: nobody is, or nobody answers. */
  visitOf(accountId: AccountId, visitorId: string): Promise<Visit | null> {
    return this.#visits.of(accountId, visitorId);
  }

  #rereadIfMissed(): void {
    const now = this.#onSite.now();
    if (!this.#mustReread || now - this.#rereadAt < BETWEEN_REREADS_MS) return;
    this.#mustReread = false;
    // The first who is heard again brings another gap.
    if (this.#bus.others().size === 0) return;
    this.#rereadAt = now;
    this.#rows.reread();
    this.#visits.reread();
  }
}
