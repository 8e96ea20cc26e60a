import type { LinksFrame } from "@causerie/protocol";
import type { FileWire } from "./types.ts";

/** Absolute addresses. `thumbnailUrl`: of something small enough to be shown in the log. */
export type SeenLink = { url: string; thumbnailUrl: string };

const MOST_A_FRAME = 100;
/** An address lives for an hour at least. By the time that passes, as a page's clock may be wrong by hours. */
const RENEW_EVERY_MS = 50 * 60_000;
const REFRESH_AT_MOST_EVERY_MS = 10_000;

/** Addresses of files, asked for when somebody looks, and again before they expire [FI9]. */
export class FileLinks {
  readonly #wire: Pick<FileWire<never>, "environment" | "root" | "isOnline" | "send">;
  /** null: not for us to see. */
  readonly #links = new Map<string, SeenLink | null>();
  readonly #refreshedAt = new Map<string, number>();
  readonly #listeners = new Set<() => void>();
  /** Asked for, and not answered yet. */
  readonly #wanted = new Set<string>();
  #isAskingSoon = false;
  #stopRenewing: (() => void) | null = null;
  /** When the oldest of the addresses came. */
  #givenAt = 0;

  constructor(wire: Pick<FileWire<never>, "environment" | "root" | "isOnline" | "send">) {
    this.#wire = wire;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Undefined until the server has answered: subscribe. The same object until there is another address. */
  of(fileId: string): SeenLink | null | undefined {
    const link = this.#links.get(fileId);
    if (link === undefined) this.#want(fileId);
    return link;
  }

  /** What it leads to did not open: it may have expired while the page slept. */
  refresh(fileId: string): void {
    const now = this.#wire.environment.now();
    if (now - (this.#refreshedAt.get(fileId) ?? Number.NEGATIVE_INFINITY) < REFRESH_AT_MOST_EVERY_MS) return;
    this.#refreshedAt.set(fileId, now);
    this.#want(fileId);
  }

  answered({ asked, links }: LinksFrame): void {
    const found = new Map(links.map((link) => [link.fileId, link]));
    for (const fileId of asked) {
      this.#wanted.delete(fileId);
      const link = found.get(fileId);
      this.#set(fileId, link ? this.#seen(link) : null);
    }
    if (links.length > 0) this.#renewLater();
    for (const listener of [...this.#listeners]) listener();
  }

  /** A timer stands still while the machine sleeps; a clock does not, but may have been put right meanwhile. */
  online(): void {
    const ageMs = this.#wire.environment.now() - this.#givenAt;
    if (ageMs < 0 || ageMs > RENEW_EVERY_MS) this.#renew();
    else this.#ask();
  }

  #seen({ url, thumbnailUrl }: LinksFrame["links"][number]): SeenLink {
    const absolute = (path: string) => new URL(path, this.#wire.root).href;
    return { url: absolute(url), thumbnailUrl: absolute(thumbnailUrl ?? url) };
  }

  #set(fileId: string, link: SeenLink | null): void {
    const known = this.#links.get(fileId);
    if (known?.url === link?.url && known !== undefined) return;
    this.#links.set(fileId, link);
  }

  #want(fileId: string): void {
    if (this.#wanted.has(fileId)) return;
    this.#wanted.add(fileId);
    if (this.#isAskingSoon) return;
    this.#isAskingSoon = true;
    // All that one rendering looks for goes in one frame.
    queueMicrotask(() => {
      this.#isAskingSoon = false;
      this.#ask();
    });
  }

  #ask(): void {
    if (!this.#wire.isOnline()) return;
    const fileIds = [...this.#wanted];
    for (let from = 0; from < fileIds.length; from += MOST_A_FRAME)
      this.#wire.send({ t: "links", fileIds: fileIds.slice(from, from + MOST_A_FRAME) });
  }

  #renewLater(): void {
    if (this.#stopRenewing) return;
    const { environment } = this.#wire;
    this.#givenAt = environment.now();
    this.#stopRenewing = environment.after(RENEW_EVERY_MS, () => this.#renew());
  }

  #renew(): void {
    this.#stopRenewing?.();
    this.#stopRenewing = null;
    for (const [fileId, link] of this.#links) if (link) this.#wanted.add(fileId);
    this.#ask();
  }
}
