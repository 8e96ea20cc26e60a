import { randomBytes } from "node:crypto";
import type { AccountId, FileId } from "@causerie/domain";
import type { FileRefusal, UploadAsk, UploadFrame } from "@causerie/protocol";
import type { Actor } from "../append.ts";
import { UPLOAD_MS } from "./addresses.ts";
import type { FilesContext } from "./context.ts";
import { shownName } from "./file-name.ts";
import { allowedExtensions, MAX_FILE_BYTES, typeOfName } from "./file-types.ts";
import { unsettledOf } from "./rows.ts";

/** What one person may send in an hour, or leave unsent [FI3]. */
const MOST_FILES_AN_HOUR = 200;
const MOST_BYTES_AN_HOUR = 1_000_000_000;

/** [FI1] Where to put the file, or why it is not wanted: nobody uploads 20 MB to be told no. */
export async function askUpload(
  context: FilesContext,
  who: { accountId: AccountId; actor: Actor },
  { id, name: typed, sizeBytes }: UploadAsk,
): Promise<UploadFrame> {
  const { addresses, now, typesOf } = context;
  const name = shownName(typed);
  const refusal =
    refusalOf(name, sizeBytes, typesOf(who.accountId)) ??
    (await refusalOfMore(context, who.actor, sizeBytes));
  if (refusal) return { t: "upload", id, refusal };
  // The brand is given where the id is made.
  const fileId = randomBytes(16).toString("hex") as FileId;
  const expiresAt = now() + UPLOAD_MS;
  const grant = { fileId, accountId: who.accountId, uploader: who.actor, name, sizeBytes, expiresAt };
  return { t: "upload", id, url: addresses.toUpload(grant) };
}

/** Asked again when it comes: who has asked for a thousand addresses beforehand puts no more. */
export async function refusalOfMore(
  { pool, refused }: FilesContext,
  who: Actor,
  sizeBytes: number,
): Promise<FileRefusal | null> {
  if (refused.areTooMany(who)) return { reason: "too-many-files" };
  const { count, bytes } = await unsettledOf(pool, who);
  const isTooMuch = count >= MOST_FILES_AN_HOUR || bytes + sizeBytes > MOST_BYTES_AN_HOUR;
  return isTooMuch ? { reason: "too-many-files" } : null;
}

function refusalOf(name: string, sizeBytes: number, types: readonly string[]): FileRefusal | null {
  if (!typeOfName(name, types)) return { reason: "file-type", allowed: allowedExtensions(types) };
  if (sizeBytes > MAX_FILE_BYTES) return { reason: "file-too-large", maxBytes: MAX_FILE_BYTES };
  if (sizeBytes === 0) return { reason: "file-empty" };
  return null;
}
