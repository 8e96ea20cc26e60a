import { createHmac, timingSafeEqual } from "node:crypto";
import type { AccountId, FileId } from "@causerie/domain";
import type { Actor } from "../append.ts";

/** From the answer on the socket to the end of the upload, on a slow line. */
export const UPLOAD_MS = 30 * 60_000;
const LINK_MS = 60 * 60_000;

/** What an upload's address allows: this person, this file, these bytes, until then [FI1]. */
export type UploadGrant = {
  fileId: FileId;
  accountId: AccountId;
  uploader: Actor;
  name: string;
  sizeBytes: number;
  expiresAt: number;
};

/** What a file's address allows: this person, this file, until then [FI9]. */
export type LinkGrant = { fileId: string; actor: string; expiresAt: number };

/** `expired`: it was one of ours. */
export type Checked<Grant> = { ok: true; grant: Grant } | { ok: false; because: "forged" | "expired" };

/** Signed addresses: whoever holds one needs no cookie, and can change nothing about it. */
export class Addresses {
  readonly #secret: string;

  constructor(secret: string) {
    this.#secret = secret;
  }

  /** Relative to the server's root, as all of these. */
  toUpload(grant: UploadGrant): string {
    const text = Buffer.from(JSON.stringify(grant)).toString("base64url");
    return `files/upload?grant=${text}&key=${this.#sign("upload", text)}`;
  }

  readUpload(query: { grant: string; key: string }, now: number): Checked<UploadGrant> {
    if (!this.#isSigned(query.key, "upload", query.grant)) return { ok: false, because: "forged" };
    // What we signed is what we wrote.
    const grant = JSON.parse(Buffer.from(query.grant, "base64url").toString()) as UploadGrant;
    return grant.expiresAt > now ? { ok: true, grant } : { ok: false, because: "expired" };
  }

  toOpen({ fileId, actor, expiresAt }: LinkGrant, name: string): string {
    const key = this.#sign("open", fileId, actor, String(expiresAt));
    const query = `for=${encodeURIComponent(actor)}&until=${expiresAt}&key=${key}`;
    return `files/${fileId}/${encodeURIComponent(name)}?${query}`;
  }

  readOpen(
    fileId: string,
    query: { for: string; until: number; key: string },
    now: number,
  ): Checked<LinkGrant> {
    const { for: actor, until: expiresAt, key } = query;
    if (!this.#isSigned(key, "open", fileId, actor, String(expiresAt)))
      return { ok: false, because: "forged" };
    return expiresAt > now
      ? { ok: true, grant: { fileId, actor, expiresAt } }
      : { ok: false, because: "expired" };
  }

  #isSigned(key: string, ...parts: string[]): boolean {
    const [given, right] = [Buffer.from(key), Buffer.from(this.#sign(...parts))];
    return given.length === right.length && timingSafeEqual(given, right);
  }

  #sign(...parts: string[]): string {
    return createHmac("sha256", this.#secret).update(JSON.stringify(parts)).digest("base64url");
  }
}

/**
 * An hour from now at least, which clients count on. The same for all who ask within one hour, so that browsers find in
 * their cache what they have shown before.
 */
export function linkExpiry(now: number): number {
  return (Math.ceil(now / LINK_MS) + 1) * LINK_MS;
}
