import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import type { FileRef } from "@causerie/domain";
import type { FileRefusal, UploadAnswer } from "@causerie/protocol";
import { type Staged, stage, TooManyBytes } from "../../platform/files/staging.ts";
import type { UploadGrant } from "./addresses.ts";
import { refusalOfMore } from "./ask-upload.ts";
import { isContentOf } from "./content.ts";
import { type FilesContext, thumbnailKey } from "./context.ts";
import { allowedExtensions, type FileType, MAX_FILE_BYTES, typeOfName } from "./file-types.ts";
import { prepareImage } from "./image.ts";
import { forgetUnready, markReady, readyFile, reserveFile } from "./rows.ts";
import { inTime, TooSlow } from "./upload-pace.ts";

type Prepared = {
  sizeBytes: number;
  image: FileRef["image"];
  thumbnail: Buffer | null;
  content(): Readable;
};

/**
 * Takes in what is put at an upload's address. Whatever is refused or breaks off leaves nothing behind [FI5]. "busy":
 * to be put again in a moment [LI10].
 */
export async function takeUpload(
  context: FilesContext,
  grant: UploadGrant,
  body: AsyncIterable<Uint8Array>,
  address: string,
): Promise<UploadAnswer | "busy"> {
  // The answer to the first time was lost.
  const known = await readyFile(context.pool, grant.fileId);
  if (known) return { file: refOf(known) };
  const end = context.underWay.begin(grant.uploader, address, grant.sizeBytes);
  if (!end) return "busy";
  try {
    const refusal = await refusalOfMore(context, grant.uploader, grant.sizeBytes);
    return refusal ? { refusal } : await takeNew(context, grant, body);
  } finally {
    end();
  }
}

async function takeNew(
  context: FilesContext,
  grant: UploadGrant,
  body: AsyncIterable<Uint8Array>,
): Promise<UploadAnswer> {
  const types = context.typesOf(grant.accountId);
  // They may have been changed since it was asked for [SE9].
  const type = typeOfName(grant.name, types);
  if (!type) return { refusal: { reason: "file-type", allowed: allowedExtensions(types) } };
  const staged = await arrived(context, grant, body);
  if ("refusal" in staged) return staged;
  try {
    const prepared = await prepare(type, grant, staged);
    if (!("refusal" in prepared)) return { file: await keep(context, grant, type, prepared) };
    context.refused.count(grant.uploader, prepared.refusal);
    return prepared;
  } finally {
    await staged.discard();
  }
}

/** Without what only the server knows of it. */
function refOf({ fileId, name, mime, sizeBytes, image }: FileRef): FileRef {
  return { fileId, name, mime, sizeBytes, image };
}

async function arrived(
  { unfinished, nowMs }: FilesContext,
  { sizeBytes }: UploadGrant,
  body: AsyncIterable<Uint8Array>,
): Promise<
  Staged | { refusal: { reason: "file-too-large"; maxBytes: number } | { reason: "upload-incomplete" } }
> {
  try {
    const staged = await stage(unfinished, inTime(body, sizeBytes, nowMs), sizeBytes);
    if (staged.sizeBytes === sizeBytes) return staged;
    await staged.discard();
    return { refusal: { reason: "upload-incomplete" } };
  } catch (error) {
    if (error instanceof TooManyBytes)
      return { refusal: { reason: "file-too-large", maxBytes: Math.min(sizeBytes, MAX_FILE_BYTES) } };
    if (error instanceof TooSlow) return { refusal: { reason: "upload-incomplete" } };
    throw error;
  }
}

async function prepare(
  type: FileType,
  { sizeBytes, uploader }: UploadGrant,
  { path }: Staged,
): Promise<Prepared | { refusal: FileRefusal }> {
  if (!(await isContentOf(type, path))) return { refusal: { reason: "file-mismatch" } };
  if (!type.isImage)
    return { sizeBytes, image: null, thumbnail: null, content: () => createReadStream(path) };
  const image = await prepareImage(path, uploader);
  if ("reason" in image) return { refusal: image };
  const { content, size, thumbnail } = image;
  return { sizeBytes: content.byteLength, image: size, thumbnail, content: () => Readable.from([content]) };
}

async function keep(
  context: FilesContext,
  grant: UploadGrant,
  { mime }: FileType,
  prepared: Prepared,
): Promise<FileRef> {
  const { pool, store, now } = context;
  const { fileId, accountId, uploader, name } = grant;
  const { sizeBytes, image, thumbnail } = prepared;
  const file: FileRef = { fileId, name, mime, sizeBytes, image };
  const hasThumbnail = thumbnail !== null;
  await reserveFile(pool, { ...file, accountId, uploader, hasThumbnail, createdAt: now() });
  try {
    await store.put(fileId, prepared.content());
    if (thumbnail) await store.put(thumbnailKey(fileId), Readable.from([thumbnail]));
    await markReady(pool, fileId);
  } catch (error) {
    await forgetUnready(pool, fileId).catch(() => undefined);
    for (const key of [fileId, thumbnailKey(fileId)]) await store.remove(key).catch(() => undefined);
    throw error;
  }
  return file;
}
