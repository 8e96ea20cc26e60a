import { createReadStream } from "node:fs";
import { fileTypeFromFile } from "file-type";
import type { FileType } from "./file-types.ts";

/** [FI2] Whether what lies at `path` is what its extension says. */
export async function isContentOf(type: FileType, path: string): Promise<boolean> {
  const found = await fileTypeFromFile(path);
  if (type.detected === null) return found === undefined && (await isPlainText(path));
  return found !== undefined && type.detected.includes(found.mime);
}

/** Valid UTF-8 without the character U+0000. */
async function isPlainText(path: string): Promise<boolean> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    for await (const piece of createReadStream(path))
      if (decoder.decode(piece, { stream: true }).includes("\0")) return false;
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}
