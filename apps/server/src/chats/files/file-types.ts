import { allowedTypes, extensionsOf, type FileTypeName } from "@causerie/protocol";

/** What a file of this type is [FI2]. `detected`: what the content must be; null is plain text, which shows no mark. */
export type FileType = {
  mime: string;
  detected: readonly string[] | null;
  isImage: boolean;
};

export const MAX_FILE_BYTES = 20 * 1024 * 1024;

const OPEN_XML = "application/vnd.openxmlformats-officedocument";
const OPEN_DOCUMENT = "application/vnd.oasis.opendocument";

/** The one table. What is not in it, as svg and html, is not taken under any name, whatever is set. */
const TYPES: Readonly<Record<FileTypeName, FileType>> = {
  pdf: shownBy("application/pdf"),
  png: { mime: "image/png", detected: ["image/png", "image/apng"], isImage: true },
  jpeg: { ...shownBy("image/jpeg"), isImage: true },
  gif: { ...shownBy("image/gif"), isImage: true },
  webp: { ...shownBy("image/webp"), isImage: true },
  txt: { mime: "text/plain", detected: null, isImage: false },
  csv: { mime: "text/csv", detected: null, isImage: false },
  docx: shownBy(`${OPEN_XML}.wordprocessingml.document`),
  xlsx: shownBy(`${OPEN_XML}.spreadsheetml.sheet`),
  pptx: shownBy(`${OPEN_XML}.presentationml.presentation`),
  odt: shownBy(`${OPEN_DOCUMENT}.text`),
  ods: shownBy(`${OPEN_DOCUMENT}.spreadsheet`),
  zip: shownBy("application/zip"),
  mp4: shownBy("video/mp4"),
};

function shownBy(mime: string): FileType {
  return { mime, detected: [mime], isImage: false };
}

/** As the account's settings allow. */
export function allowedExtensions(set: readonly string[]): string[] {
  return allowedTypes(set).flatMap(extensionsOf);
}

/** By the name alone, if the account's settings allow it; whether the content is that, `isContentOf` says. */
export function typeOfName(name: string, set: readonly string[]): FileType | null {
  const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? "";
  const type = allowedTypes(set).find((one) => extensionsOf(one).includes(extension));
  return type ? TYPES[type] : null;
}
