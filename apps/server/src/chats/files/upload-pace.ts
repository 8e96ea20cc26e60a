/** A bad line may be so far behind, in all. */
const GRACE_MS = 60_000;
/** Twice as long as its address lasts: who is slower cannot end in time [FI1]. */
const SLOWEST_MS = 60 * 60_000;

/** An upload that would not be there in time, and keeps room from others meanwhile. */
export class TooSlow extends Error {
  override readonly name = "TooSlow";
}

/** [LI22] The body, as long as it comes fast enough from now on. `nowMs`: of a clock that nobody sets. */
export function inTime(
  body: AsyncIterable<Uint8Array>,
  sizeBytes: number,
  nowMs: () => number,
): AsyncGenerator<Uint8Array> {
  return inTimeSince(nowMs(), body, sizeBytes, nowMs);
}

async function* inTimeSince(
  begunAtMs: number,
  body: AsyncIterable<Uint8Array>,
  sizeBytes: number,
  nowMs: () => number,
): AsyncGenerator<Uint8Array> {
  let arrivedBytes = 0;
  for await (const piece of body) {
    arrivedBytes += piece.byteLength;
    const passedMs = nowMs() - begunAtMs;
    if (arrivedBytes / sizeBytes < (passedMs - GRACE_MS) / SLOWEST_MS)
      throw new TooSlow(`${arrivedBytes} of ${sizeBytes} bytes in ${Math.round(passedMs / 1000)} seconds`);
    yield piece;
  }
}
