import type { Readable } from "node:stream";

/** Contents by key. What people typed is never part of a key: see `isKey`. */
export type FileStore = {
  /** Keeps all of it or nothing: whoever opens the key meanwhile finds what was there before. */
  put(key: string, content: Readable): Promise<void>;
  /** null: nothing is kept under this key. The stream is the caller's to consume or destroy. */
  open(key: string): Promise<{ sizeBytes: number; content: Readable } | null>;
  /** Nothing to remove is no error. */
  remove(key: string): Promise<void>;
  /** Every key, in no order. */
  keys(): AsyncIterable<string>;
};

const KEY = /^[A-Za-z0-9_-]{16,64}(\.[a-z]{1,16})?$/;

/** Ids that we drew ourselves, with a word of ours behind a dot: safe in any file system and any address. */
export function isKey(text: string): boolean {
  return KEY.test(text);
}
