import type { AccountId, EpochMs } from "@causerie/domain";
import type { Pool } from "pg";
import type { FileStore } from "../../platform/files/file-store.ts";
import type { Addresses } from "./addresses.ts";
import type { RefusedUploads } from "./refused-uploads.ts";
import type { UploadsUnderWay } from "./uploads-under-way.ts";

/** What the files of one node work with. `unfinished`: the folder where uploads arrive. */
export type FilesContext = {
  pool: Pool;
  store: FileStore;
  unfinished: string;
  underWay: UploadsUnderWay;
  refused: RefusedUploads;
  addresses: Addresses;
  /** [SE9] What the account lets through. */
  typesOf: (accountId: AccountId) => readonly string[];
  now: () => EpochMs;
  /** Of a clock that nobody sets. */
  nowMs: () => number;
};

/** The small picture of one. */
export function thumbnailKey(fileId: string): string {
  return `${fileId}.thumbnail`;
}
