import { readFile } from "node:fs/promises";

const SIGNATURE = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");
/** A chunk is its length, its type, that many bytes, and a checksum. */
const AROUND_BYTES = 12;
/** What is seen. Texts, times, EXIF, colour profiles and whatever else there may be stay behind [FI7]. */
const SEEN: ReadonlySet<string> = new Set([
  "IHDR",
  "PLTE",
  "tRNS",
  "sRGB",
  "acTL",
  "fcTL",
  "IDAT",
  "fdAT",
  "IEND",
]);

/**
 * A PNG that moves (https://www.w3.org/TR/png-3/#apng-frame-based-animation), of what is seen alone; null where it
 * does not move. libvips neither reads nor writes more than its first picture, and so its frames are kept as they
 * came. Throws where the file is cut.
 */
export async function movingPng(path: string): Promise<{ content: Buffer; frames: number } | null> {
  const file = await readFile(path);
  const kept = chunksOf(file).filter(({ type }) => SEEN.has(type));
  const frames = kept.filter(({ type }) => type === "fcTL").length;
  const moves = frames > 1 && kept.some(({ type }) => type === "acTL");
  return moves ? { content: Buffer.concat([SIGNATURE, ...kept.map(({ bytes }) => bytes)]), frames } : null;
}

type Chunk = { type: string; bytes: Buffer };

/** To its end; what comes after that is no part of the picture. */
function chunksOf(file: Buffer): Chunk[] {
  const chunks: Chunk[] = [];
  let at = SIGNATURE.length;
  while (chunks.at(-1)?.type !== "IEND") {
    const end = at + AROUND_BYTES + file.readUInt32BE(at);
    if (end > file.length) throw new Error("the PNG is cut");
    chunks.push({ type: file.toString("latin1", at + 4, at + 8), bytes: file.subarray(at, end) });
    at = end;
  }
  return chunks;
}
