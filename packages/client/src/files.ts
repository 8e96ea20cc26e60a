import { FileLinks } from "./file-links.ts";
import { FileUploads, type Put } from "./file-uploads.ts";
import { putByXhr } from "./put-by-xhr.ts";
import type { CommandAnswer, FileNews, FileWire, RefusalOfCommand } from "./types.ts";

export type { FileLinks, SeenLink } from "./file-links.ts";
export type { Put } from "./file-uploads.ts";
export type { FileWire } from "./types.ts";

const FOR_GOOD: readonly RefusalOfCommand["reason"][] = [
  "file-type",
  "file-too-large",
  "file-mismatch",
  "file-empty",
  "image-broken",
  "image-too-large",
  "upload-lost",
];

/** False where the same would come of it: of this file, or of a page that has it no more. */
export function isWorthRetrying({ reason }: RefusalOfCommand): boolean {
  return !FOR_GOOD.includes(reason);
}

/** Files of one client, sent and shown. To be made once, as soon as one is wanted. */
export class ClientFiles<Target> {
  readonly links: FileLinks;
  readonly #uploads: FileUploads<Target>;
  readonly #stop: () => void;

  constructor(wire: FileWire<Target>, put: Put = putByXhr) {
    this.links = new FileLinks(wire);
    this.#uploads = new FileUploads(wire, put);
    this.#stop = wire.hear((news) => this.#hear(news));
  }

  /** Uploads, then sends; the promise is for the sending. It never rejects. */
  send(target: Target, file: File): Promise<CommandAnswer> {
    return this.#uploads.send(target, file);
  }

  close(): void {
    this.#stop();
  }

  #hear(news: FileNews): void {
    switch (news.t) {
      case "upload":
        return this.#uploads.answered(news);
      case "links":
        return this.links.answered(news);
      case "online":
        this.#uploads.online();
        return this.links.online();
      case "retry":
        return this.#uploads.retry(news.id);
      case "discard":
        return this.#uploads.discard(news.id);
    }
  }
}
