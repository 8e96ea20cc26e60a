import { readFile } from "node:fs/promises";

const SIGNATURE = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");
/** A chunk is its length, its type, that many bytes, and a checksum. */
const AROUND_BYTES = 12;
/** Twice what a file of 20 MB has whose writer took 4 kB for each [FI15]. */
const MOST_CHUNKS = 10_000;
const [ACTL, FCTL, IDAT, IEND] = ["acTL", "fcTL", "IDAT", "IEND"].map(codeOf);
/** What is seen. Texts, times, EXIF, colour profiles and whatever else there may be stay behind [FI7]. */
const SEEN: ReadonlySet<number> = new Set(
  ["IHDR", "PLTE", "tRNS", "sRGB", "acTL", "fcTL", "IDAT", "fdAT", "IEND"].map(codeOf),
);

/**
 * A PNG that moves (https://www.w3.org/TR/png-3/#apng-frame-based-animation), of what is seen alone; null where it
 * does not move. libvips neither reads nor writes more than its first picture, and so its frames are kept as they
 * came. Throws where the file is cut, or in more pieces than any program makes.
 */
export async function movingPng(path: string): Promise<{ content: Buffer; frames: number } | null> {
  const found = seenIn(await readFile(path));
  return found && found.frames > 1 ? { content: Buffer.concat(found.chunks), frames: found.frames } : null;
}

/**
 * To its end; what comes after that is no part of the picture. One that moves says so before its first data [FI15]: of
 * one that does not no more is looked at. This holds up everybody, and so it makes nothing of what is not kept.
 */
function seenIn(file: Buffer): { chunks: Buffer[]; frames: number } | null {
  const chunks: Buffer[] = [SIGNATURE];
  let frames = 0;
  let moves = false;
  for (let at = SIGNATURE.length, count = 0; count < MOST_CHUNKS; count += 1) {
    const type = file.readUInt32BE(at + 4);
    const end = at + AROUND_BYTES + file.readUInt32BE(at);
    if (end > file.length) throw new Error("the PNG is cut");
    if (type === IDAT && !moves) return null;
    if (type === ACTL) moves = true;
    if (type === FCTL) frames += 1;
    if (SEEN.has(type)) chunks.push(file.subarray(at, end));
    if (type === IEND) return { chunks, frames };
    at = end;
  }
  throw new Error(`the PNG has more than ${MOST_CHUNKS} chunks`);
}

function codeOf(type: string): number {
  return Buffer.from(type, "latin1").readUInt32BE(0);
}
