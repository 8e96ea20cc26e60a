/** What visitors and agents may send [FI2]. `detected`: what the content must be; null is plain text, which shows no mark. */
export type FileType = {
  mime: string;
  extensions: readonly string[];
  detected: readonly string[] | null;
  isImage: boolean;
};

export const MAX_FILE_BYTES = 20 * 1024 * 1024;

/** The one list. What is not on it, as svg and html, is not taken under any name. */
export const FILE_TYPES: readonly FileType[] = [
  { mime: "application/pdf", extensions: ["pdf"], detected: ["application/pdf"], isImage: false },
  { mime: "image/png", extensions: ["png"], detected: ["image/png", "image/apng"], isImage: true },
  { mime: "image/jpeg", extensions: ["jpg", "jpeg"], detected: ["image/jpeg"], isImage: true },
  { mime: "image/gif", extensions: ["gif"], detected: ["image/gif"], isImage: true },
  { mime: "image/webp", extensions: ["webp"], detected: ["image/webp"], isImage: true },
  { mime: "text/plain", extensions: ["txt"], detected: null, isImage: false },
];

export const ALLOWED_EXTENSIONS = FILE_TYPES.flatMap(({ extensions }) => extensions);

/** By the name alone; whether the content is that, `isContentOf` says. */
export function typeOfName(name: string): FileType | null {
  const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? "";
  return FILE_TYPES.find(({ extensions }) => extensions.includes(extension)) ?? null;
}
