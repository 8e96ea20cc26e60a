import type { AccountId } from "@causerie/domain";
import type { VisitorDetails } from "@causerie/protocol";
import { loadDetails, TICK_MS } from "../visitors/index.ts";
import type { ChatsContext } from "./context.ts";

/** The visitors whose info panels one dashboard has open: told at once, and again as they change. */
export class DetailsWatch {
  readonly #context: ChatsContext;
  readonly #accountId: AccountId;
  readonly #tell: (details: VisitorDetails) => void;
  readonly #sent = new Map<string, string>();
  #timer: NodeJS.Timeout | null = null;

  constructor(context: ChatsContext, accountId: AccountId, tell: (details: VisitorDetails) => void) {
    this.#context = context;
    this.#accountId = accountId;
    this.#tell = tell;
  }

  async watch(visitorIds: readonly string[]): Promise<void> {
    for (const known of this.#sent.keys()) if (!visitorIds.includes(known)) this.#sent.delete(known);
    const added = visitorIds.filter((id) => !this.#sent.has(id));
    for (const id of added) this.#sent.set(id, "");
    this.#schedule();
    for (const id of added) await this.#read(id);
  }

  stop(): void {
    this.#sent.clear();
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  /** At most as often as the list's windows. */
  #schedule(): void {
    if (this.#timer || this.#sent.size === 0) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      const changed = [...this.#sent].filter(([id, sent]) => this.#rowText(id) !== sent).map(([id]) => id);
      Promise.all(changed.map((id) => this.#read(id)))
        .catch(this.#context.onError)
        .finally(() => this.#schedule());
    }, TICK_MS);
  }

  async #read(visitorId: string): Promise<void> {
    const rowText = this.#rowText(visitorId);
    const stored = await loadDetails(this.#context.pool, this.#accountId, visitorId);
    if (!this.#sent.has(visitorId)) return;
    this.#sent.set(visitorId, rowText);
    if (!stored) return;
    const presence = this.#context.onSite.find(this.#accountId, visitorId);
    this.#tell({
      ...stored,
      visits: presence?.row.visits ?? stored.visits,
      here: presence?.row ?? null,
      path: presence ? [...presence.path] : [],
    });
  }

  #rowText(visitorId: string): string {
    return JSON.stringify(this.#context.onSite.find(this.#accountId, visitorId)?.row ?? null);
  }
}
