import type { AccountId } from "@causerie/domain";
import type { VisitorDetails } from "@causerie/protocol";
import { earlierVisits, loadDetails, loadVisits, TICK_MS, type Visit } from "../visitors/index.ts";
import type { ChatsContext } from "./context.ts";

/** The visitors whose info panels one dashboard has open: told at once, and again as they change. */
export class DetailsWatch {
  readonly #context: ChatsContext;
  readonly #accountId: AccountId;
  readonly #tell: (details: VisitorDetails) => void;
  readonly #sent = new Map<string, string>();
  /** As told last by the node on which they are. */
  readonly #visits = new Map<string, Visit>();
  /** The reading of each that was begun last: what an earlier one gives is older. */
  readonly #latest = new Map<string, number>();
  #readings = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(context: ChatsContext, accountId: AccountId, tell: (details: VisitorDetails) => void) {
    this.#context = context;
    this.#accountId = accountId;
    this.#tell = tell;
  }

  async watch(visitorIds: readonly string[]): Promise<void> {
    for (const known of this.#sent.keys()) if (!visitorIds.includes(known)) this.#forget(known);
    const added = visitorIds.filter((id) => !this.#sent.has(id));
    for (const id of added) this.#sent.set(id, "");
    this.#schedule();
    for (const id of added) await this.#read(id);
  }

  /** Their details were edited. */
  async refresh(visitorId: string): Promise<void> {
    if (this.#sent.has(visitorId)) await this.#read(visitorId);
  }

  stop(): void {
    this.#sent.clear();
    this.#visits.clear();
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  /** At most as often as the list's windows. */
  #schedule(): void {
    if (this.#timer || this.#sent.size === 0) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      const changed = [...this.#sent].filter(([id, sent]) => this.#rowText(id) !== sent).map(([id]) => id);
      this.#context.followUp(
        () => Promise.all(changed.map((id) => this.#read(id))).finally(() => this.#schedule()),
        { accountId: this.#accountId },
      );
    }, TICK_MS);
  }

  async #read(visitorId: string): Promise<void> {
    const { pool, onSite, acrossNodes } = this.#context;
    const rowText = this.#rowText(visitorId);
    const reading = ++this.#readings;
    this.#latest.set(visitorId, reading);
    const [stored, visits, answered] = await Promise.all([
      loadDetails(pool, this.#accountId, visitorId),
      loadVisits(pool, this.#accountId, visitorId),
      acrossNodes.visitOf(this.#accountId, visitorId),
    ]);
    if (!this.#sent.has(visitorId) || this.#latest.get(visitorId) !== reading) return;
    this.#latest.delete(visitorId);
    const here = onSite.rowOf(this.#accountId, visitorId);
    // The node on which they are did not answer: the next tick asks again.
    const isAnswered = answered !== null || here === null;
    this.#sent.set(visitorId, isAnswered ? rowText : "");
    if (answered) this.#visits.set(visitorId, answered);
    const visit = (here && this.#visits.get(visitorId)) ?? null;
    if (!stored) return;
    this.#tell({
      ...stored,
      visits: here?.visits ?? stored.visits,
      here,
      path: [...(visit?.path ?? [])],
      earlierVisits: earlierVisits(visits, visit?.visitId ?? null),
    });
  }

  #forget(visitorId: string): void {
    this.#sent.delete(visitorId);
    this.#visits.delete(visitorId);
  }

  #rowText(visitorId: string): string {
    return JSON.stringify(this.#context.onSite.rowOf(this.#accountId, visitorId));
  }
}
