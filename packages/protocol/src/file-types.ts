/** Always taken: they cannot be turned off. */
const PICTURE_TYPES = ["png", "jpeg", "gif", "webp"] as const;

/**
 * [FI2] The types that an account may let through, by the extension that they are called by. Only what tells by its
 * content what it is, or is plain text; never svg, html, xml or a script.
 */
export const FILE_TYPES = [
  "pdf",
  ...PICTURE_TYPES,
  "txt",
  "csv",
  "docx",
  "xlsx",
  "pptx",
  "odt",
  "ods",
  "zip",
  "mp4",
] as const;
export type FileTypeName = (typeof FILE_TYPES)[number];

export const DEFAULT_FILE_TYPES: readonly FileTypeName[] = ["pdf", ...PICTURE_TYPES, "txt"];

/** [SE9] What is there to be chosen. */
export type OptionalFileType = Exclude<FileTypeName, (typeof PICTURE_TYPES)[number]>;
export const OPTIONAL_FILE_TYPES = FILE_TYPES.filter((type): type is OptionalFileType => !isPicture(type));

/** As wished, with the pictures, each once and in one order; what is not known is left out. */
export function allowedTypes(wished: readonly string[]): FileTypeName[] {
  return FILE_TYPES.filter((type) => isPicture(type) || wished.includes(type));
}

/** Of a jpeg there are two. */
export function extensionsOf(type: FileTypeName): string[] {
  return type === "jpeg" ? ["jpg", "jpeg"] : [type];
}

/** For a browser's file chooser. */
export function acceptOf(types: readonly FileTypeName[]): string {
  return types
    .flatMap(extensionsOf)
    .map((extension) => `.${extension}`)
    .join();
}

function isPicture(type: FileTypeName): boolean {
  return PICTURE_TYPES.some((picture) => picture === type);
}
