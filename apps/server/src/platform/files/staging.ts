import { randomUUID } from "node:crypto";
import { mkdir, open, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";

/** A body that has arrived, on this machine's disk, until `discard`. */
export type Staged = { path: string; sizeBytes: number; discard(): Promise<void> };

export class TooManyBytes extends Error {
  override readonly name = "TooManyBytes";
}

/** Takes in a body piece by piece, and not one byte more than `maxBytes`. When it throws, nothing is left. */
export async function stage(
  folder: string,
  body: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<Staged> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, randomUUID());
  const discard = () => rm(path, { force: true });
  const handle = await open(path, "wx", 0o600);
  let sizeBytes = 0;
  try {
    for await (const piece of body) {
      sizeBytes += piece.byteLength;
      if (sizeBytes > maxBytes) throw new TooManyBytes(`more than ${maxBytes} bytes`);
      await handle.writeFile(piece);
    }
  } catch (error) {
    await handle.close();
    await discard();
    throw error;
  }
  await handle.close();
  return { path, sizeBytes, discard };
}

/** What a node that was killed has left; what is younger may be another node's, at work. */
export async function clearStaging(folder: string, olderThanMs: number): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => null);
    if (found && Date.now() - found.mtimeMs > olderThanMs) await rm(path, { force: true });
  }
}
