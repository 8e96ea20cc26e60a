/** RFC 6455, as much of it as a load generator needs: whole text frames, no extensions, no fragments. */

const TEXT = 1;
const CLOSE = 8;
const FIN = 0x80;
const MASKED = 0x80;
/** Any key is as good as another on loopback; not 0, which servers skip unmasking for. */
const MASK = [0x4b, 0x1e, 0xa7, 0x92] as const;

/** A client's text frame. */
export function textFrame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const start = length < 126 ? 6 : 8;
  if (length > 0xffff) throw new Error(`a frame of ${length} bytes is longer than the load generator writes`);
  const frame = Buffer.allocUnsafe(start + length);
  frame[0] = FIN | TEXT;
  frame[1] = MASKED | (length < 126 ? length : 126);
  if (length >= 126) frame.writeUInt16BE(length, 2);
  for (let index = 0; index < 4; index += 1) frame[start - 4 + index] = MASK[index & 3] ?? 0;
  frame.write(text, start);
  for (let index = 0; index < length; index += 1) {
    frame[start + index] = (frame[start + index] ?? 0) ^ (MASK[index & 3] ?? 0);
  }
  return frame;
}

/**
 * Gives each whole text frame in the bytes to `onText` and returns how many bytes they took. The text is decoded as
 * Latin-1, which is several times faster than UTF-8 and leaves what is ASCII, as all ids are, as it is.
 */
export function readFrames(bytes: Buffer, end: number, onText: (text: string) => void): number {
  let at = 0;
  for (;;) {
    const start = payloadStart(bytes, at, end);
    if (start === null) return at;
    const next = start + payloadLength(bytes, at);
    if (next > end) return at;
    readFrame(bytes, at, start, next, onText);
    at = next;
  }
}

function readFrame(
  bytes: Buffer,
  at: number,
  start: number,
  next: number,
  onText: (text: string) => void,
): void {
  const opcode = (bytes[at] ?? 0) & 0x0f;
  if (opcode === TEXT) onText(bytes.toString("latin1", start, next));
  if (opcode === CLOSE) throw new Error(`the server closed a socket: ${closeReason(bytes, start, next)}`);
}

function closeReason(bytes: Buffer, start: number, next: number): string {
  if (next - start < 2) return "no code";
  return `${bytes.readUInt16BE(start)} ${bytes.toString("utf8", start + 2, next)}`.trim();
}

/** null: the header is not whole yet. */
function payloadStart(bytes: Buffer, at: number, end: number): number | null {
  if (end - at < 2) return null;
  const size = (bytes[at + 1] ?? 0) & 0x7f;
  const start = at + (size < 126 ? 2 : size === 126 ? 4 : 10);
  return start <= end ? start : null;
}

function payloadLength(bytes: Buffer, at: number): number {
  const size = (bytes[at + 1] ?? 0) & 0x7f;
  if (size < 126) return size;
  return size === 126 ? bytes.readUInt16BE(at + 2) : Number(bytes.readBigUInt64BE(at + 2));
}
