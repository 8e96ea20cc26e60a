import type { Environment } from "./environment.ts";
import type { VisitorChat } from "./types.ts";

/** So long an ended chat can still be read and rated from the site's next pages [RA6]. */
const SHOWN_FOR_MS = 24 * 3_600_000;

/** The ended chat that this browser showed last. The open one needs no remembering: the server names it. */
export class LastChat {
  readonly #environment: Environment;
  readonly #key: string;

  constructor(environment: Environment, key: string) {
    this.#environment = environment;
    this.#key = `last.${key}`;
  }

  note(chat: VisitorChat | null): void {
    if (!chat) return;
    const endedAt = chat.entries.findLast(({ type }) => type === "ChatEnded")?.at;
    if (endedAt === undefined) this.#environment.storage.remove(this.#key);
    else this.#environment.storage.set(this.#key, `${chat.chatId} ${endedAt}`);
  }

  /** What the hello names: from its first entry on. */
  held(): { chatId: string; upTo: number }[] {
    const [chatId, endedAt] = (this.#environment.storage.get(this.#key) ?? "").split(" ");
    if (!chatId || this.#environment.now() - Number(endedAt) > SHOWN_FOR_MS) return [];
    return [{ chatId, upTo: 0 }];
  }
}
