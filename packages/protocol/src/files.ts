import type { FileRef } from "@causerie/domain";

/** Why a file was not taken [FI3]. Each names what would be. */
export type FileRefusal =
  | { reason: "file-too-large"; maxBytes: number }
  /** `allowed`: extensions, as "pdf". */
  | { reason: "file-type"; allowed: string[] }
  /** What is inside is not what the name's extension says. */
  | { reason: "file-mismatch" }
  | { reason: "file-empty" }
  | { reason: "image-broken" }
  | { reason: "image-too-large"; maxPixels: number }
  | { reason: "too-many-files" }
  /** The address is over, or not one of ours: ask for another. */
  | { reason: "upload-expired" }
  /** Less came than was announced. */
  | { reason: "upload-incomplete" };

/** Where to put the file that was asked for under this id, relative to the server's root. */
export type UploadFrame =
  | { t: "upload"; id: string; url: string }
  | { t: "upload"; id: string; refusal: FileRefusal };

/** What the upload's address answers. */
export type UploadAnswer = { file: FileRef } | { refusal: FileRefusal };

/** Addresses of a file, for the one who asked, relative to the server's root. `thumbnailUrl`: null where `url` is small. */
export type FileLink = { fileId: string; url: string; thumbnailUrl: string | null; expiresAt: number };

/** Those of the files that the asker may see; the others are not there. `asked`: all that this answers. */
export type LinksFrame = { t: "links"; asked: string[]; links: FileLink[] };
